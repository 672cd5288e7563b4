"""The addresses of the bridge of the frames and the volume model."""

from __future__ import annotations

from django.urls import path

from roder.workspace.frame_bridge import grid
from roder.workspace.frame_bridge import lines
from roder.workspace.frame_bridge import page
from roder.workspace.frame_bridge import reckoning
from roder.workspace.frame_bridge import volume_files
from roder.workspace.frame_bridge import volumes

FRAMES = "budget/<int:year>/ramar/"
VOLUMES = "budget/<int:year>/volymer/"

patterns = [
    path(FRAMES, page.frame_bridge, name="frame_bridge"),
    path(f"{FRAMES}fil/<slug:form>/", page.frame_bridge_file, name="frame_bridge_file"),
    path(f"{FRAMES}organ/<str:body>/", page.frame_bridge_body, name="frame_bridge_body"),
    path(f"{FRAMES}organ/<str:body>/<str:step>/", lines.frame_bridge_cell, name="frame_bridge_cell"),
    path(f"{FRAMES}rad/<int:pk>/", lines.frame_bridge_line, name="frame_bridge_line"),
    path(f"{FRAMES}rad/<int:pk>/ta-bort/", lines.frame_bridge_line_remove, name="frame_bridge_line_remove"),
    path(f"{FRAMES}steg/", grid.frame_bridge_grid, name="frame_bridge_grid"),
    path(f"{FRAMES}rakna/", reckoning.frame_bridge_reckon, name="frame_bridge_reckon"),
    path(f"{FRAMES}index/", reckoning.frame_bridge_index, name="frame_bridge_index"),
    path(VOLUMES, volumes.volumes, name="volumes"),
    path(f"{VOLUMES}las-in/", volume_files.volumes_import, name="volumes_import"),
    path(f"{VOLUMES}las-in/spara/", volume_files.volumes_import_confirm, name="volumes_import_confirm"),
    path(f"{VOLUMES}fil/<slug:form>/", volume_files.volumes_file, name="volumes_file"),
]
