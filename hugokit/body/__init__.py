"""The body of a page: shortcodes, code regions, headings and their ids."""
