"""The words of the history by area: each module has ``WORDS`` by event and ``FIELDS`` by field name."""
