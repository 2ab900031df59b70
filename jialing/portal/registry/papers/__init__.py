"""Papers: notices, lists, minutes, certificates as editable .docx files, from templates that are data.

``offered`` says which papers a record has for a reader, ``paper`` makes one, ``list_paper`` makes one of a list. What
stands in a paper is what its reader may read.
"""

from jialing.portal.registry.papers.making import LANGUAGES, Sheet, file_name, list_paper, offered, paper
from jialing.portal.registry.papers.templates import Block, Template, TemplateColumn, parse_template, templates

__all__ = [
    "LANGUAGES",
    "Block",
    "Sheet",
    "Template",
    "TemplateColumn",
    "file_name",
    "list_paper",
    "offered",
    "paper",
    "parse_template",
    "templates",
]
