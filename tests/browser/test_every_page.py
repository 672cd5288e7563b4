"""Every page, in both languages, wide and narrow, in each scheme: nothing for axe, nothing sideways, no console."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visitors import Visit

pytestmark = pytest.mark.browser

PAGES = [
    "/budget/2018/internbudget/",
    "/budget/2018/internbudget/300/",
    "/budget/2018/internbudget/300/omfordelning/",
    "/budget/2019/internbudget/500/",
    "/budget/2019/internbudget/300/antaganden/",
    "/budget/2019/internbudget/300/enhet/3030/bemanning/",
    "/budget/2019/internbudget/300/enhet/3030/drivare/",
    "/budget/2019/internbudget/300/enhet/3030/las-in/",
    "/budget/2019/internbudget/300/las-in/",
    "/budget/2019/internbudget/300/enhet/300/underlag/",
    (
        "/budget/2019/internbudget/300/enhet/300/underlag/?preview=1&scope=below&source=outturn&source_year=2017"
        "&through_month=8&method=linear&shape=flat&rest_index=2,8"
    ),
    "/budget/2019/internbudget/profiler/",
    "/budget/2019/ramar/",
    "/budget/2019/ramar/?of=2020",
    "/budget/2019/ramar/organ/300/",
    "/budget/2019/ramar/organ/300/decision/",
    "/budget/2019/ramar/steg/",
    "/budget/2019/ramar/rakna/",
    "/budget/2019/volymer/",
    "/budget/2019/internbudget/300/enhet/3010/",
    "/budget/2019/finansiering/",
    "/budget/2019/finansiering/rad/municipal_tax/?round=5",
    "/budget/2019/finansiering/rundor/",
    "/budget/2019/finansiering/rundor/5/",
    "/budget/2019/finansiering/byt-runda/?round=7",
    "/budget/2018/beslut/",
    "/budget/2018/beslut/nytt/",
    "/budget/2018/forslag/",
    "/budget/2018/forslag/2/",
    "/budget/2018/forslag/jamfor/",
    "/uppfoljning/2018-08/",
    "/uppfoljning/2018-08/?sort=forecast_variance&unit=kr",
    "/uppfoljning/2018-08/300/",
    "/uppfoljning/2018-08/3010/",
    "/uppfoljning/2018-08/300/verifikationer/?line=personnel",
    "/verifikation/?organisation=2120000159&year=2018&series=L&number=1",
    "/import/",
    "/import/omgangar/2/",
    "/import/omgangar/2/angra/",
    "/",
    "/paminnelser/",
    "/lagens-datum/",
    "/jobb/",
    "/mal/2018-2020/pengar/?year=2018",
    "/mal/2018-2020/pengar/mal/1/?year=2018",
    "/mal/2018-2020/pengar/organ/300/?year=2018",
    "/mal/2018-2020/pengar/ny/?year=2018",
    "/budget/2019/",
    "/budget/2019/kalender/",
    "/budget/2019/steg/consultation/",
    "/budget/2019/steg/",
    "/budget/2019/lagens-dagar/",
    "/budget/2019/lasning/",
    "/budget/2019/omvarld/",
    "/budget/2019/omvarld/trend/1/",
    "/budget/2019/analys/",
    "/budget/2019/analys/organ/500/",
    "/budget/2019/remiss/",
    "/budget/2019/remiss/ny/",
    "/budget/2019/remiss/1/yttranden/",
    "/budget/2019/remiss/1/yttrande/700/",
    "/budget/2019/remiss/1/yttrande/550/skriv/",
    "/budget/2019/remiss/1/yttrande/550/lamna/",
    "/budget/2019/ideer/",
    "/budget/2019/ideer/1/",
    "/budget/2020/ideer/ny/",
    "/budget/2020/omvarld/ny/",
    "/planer/?year=2018",
    "/planer/1/",
    "/planer/1/skriv/",
    "/planer/1/steg/review/",
    "/planer/2/",
    "/planer/2/skillnad/",
    "/budget/2019/internbudget/150/enhet/1511/rutnat/",
    "/budget/2019/investeringar/",
    "/budget/2019/resultat/",
    "/budget/2019/resultat/?del=balans",
    "/budget/2018/taxor/",
    "/budget/2019/bolag/",
    "/budget/2019/bok/",
    "/budget/2019/register/investeringar/ny/",
    "/budget/2019/register/investeringar/importera/",
    "/organisation/",
    "/organisation/organ/300/",
    "/organisation/organ/300/name/",
    "/organisation/import/",
    "/budget/2019/versioner/",
    "/budget/2016/versioner/1/",
    "/budget/2016/versioner/1/rader/?year=2016",
    "/budget/2018/jamforelse/?b=alla",
    "/budget/2019/versioner/las-in/",
    "/ramar/2018/",
    "/ramar/2018/import/",
    "/uppdrag/",
    "/uppdrag/lista/",
    "/uppdrag/rapportera/",
    "/uppdrag/1/",
    "/uppdrag/1/andra/",
    "/mal/2018-2020/",
    "/mal/2018-2020/hela/",
    "/mal/2018-2020/mal/1/",
    "/mal/2018-2020/tackning/",
    "/mal/2018-2020/karta/",
    "/mal/2018-2020/jamfor/2013-2014/",
    "/mal/2018-2020/organ/300/",
    "/mal/2018-2020/mal/1/bedom/",
    "/mal/2018-2020/mal/1/svar/400/",
    "/mal/2019-2021/nivaer/",
    "/uppdrag/1/mal/",
    "/uppdrag/1/lamna-over/",
    "/uppdrag/1/ny-aktivitet/",
    "/uppdrag/nytt/",
    "/uppdrag/aktiviteter/1/",
    "/beslut/",
    "/beslut/1/",
    "/beslut/nytt/",
    "/personer/",
    "/mina-roller/",
    "/historik/",
    "/statistik/",
    "/statistik/fil/",
    "/statistik/jamforelser/",
    "/indikatorer/",
    "/indikatorer/matvarde/N00090/",
    "/indikatorer/matvarde/N00090/utfall/",
    "/indikatorer/tabell/?q=HME",
    "/indikatorer/skala/",
    "/indikatorer/ny/",
    "/styrdokument/",
    "/styrdokument/?goal=2018-2020/6&state=document_lapses_soon",
    "/styrdokument/nytt/",
    "/styrdokument/import/",
    "/styrdokument/dokument/SD-19/",
    "/styrdokument/dokument/SD-19/andra/",
    "/styrdokument/dokument/SD-19/ersatt/",
    "/styrdokument/dokument/SD-19/upphor/",
    "/styrdokument/dokument/SD-14/utgavor/2/andra/",
    "/styrdokument/dokument/SD-14/utgavor/2/kasta/",
    "/styrdokument/dokument/SD-15/utgavor/ny/",
    "/sok/?q=plan",
    "/sok/?q=finns-inte",
    "/finns-inte/",
]
"""The pages that every journey of theirs must hold to: add yours."""


PARTS = 2
"""The pages are walked in parts, so that several cores can share them."""
ZOOMED = 640
"""A screen of 1280 px at 200 % is 640 px to the page."""


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_is_accessible_and_never_scrolls_sideways(
    visit: Callable[..., Visit], language: str, part: int
) -> None:
    """Each page is fetched once, and looked at wide, at 200 %, on a phone, and in every scheme."""
    here = visit(bypass_csp=True, color_scheme="light")
    faults = []
    for path in PAGES[part::PARTS]:
        at = f"{language}{path}"
        faults += here.faults(at)
        assert here.page.locator("html").get_attribute("lang") == ("en" if language else "sv")
        faults += here.sideways(at, ZOOMED)
        faults += here.faults_at(at, 320)
        if not language:
            faults += [
                fault for scheme in ("dark", "contrast", "forced") for fault in here.faults_in(at, scheme)
            ]
            here.page.emulate_media(forced_colors="none")
        here.page.set_viewport_size({"width": 1280, "height": 900})
    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize("path", PAGES[:: len(PAGES) // 5])
def test_a_page_that_opens_on_a_phone_is_as_good_as_one_that_became_narrow(
    visit: Callable[..., Visit], path: str
) -> None:
    faults = visit(width=320, bypass_csp=True).faults(path)
    assert faults == [], "\n".join(faults)
