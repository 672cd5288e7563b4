"""The register of steering documents: its list, a document's page, and the forms by which it is kept."""
