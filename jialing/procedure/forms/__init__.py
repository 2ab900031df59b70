"""Forms as data: reading, checking, answers against them, versions of answers."""

from jialing.procedure.forms.answers import check_answers, is_complete
from jialing.procedure.forms.budgets import Totals, budget_totals, parties_of, party_words, years_of
from jialing.procedure.forms.checking import check_form
from jialing.procedure.forms.conditions import answers_in, is_filled, shown, shown_columns
from jialing.procedure.forms.problems import Problem
from jialing.procedure.forms.reading import read_form
from jialing.procedure.forms.types import Answers, Budget, Cap, Condition, Field, Form, FormSection, Option
from jialing.procedure.forms.versions import Change, Conflict, Merged, compare, merge
from jialing.procedure.forms.words import count_words

__all__ = [
    "Answers",
    "Budget",
    "Cap",
    "Change",
    "Condition",
    "Conflict",
    "Field",
    "Form",
    "FormSection",
    "Merged",
    "Option",
    "Problem",
    "Totals",
    "answers_in",
    "budget_totals",
    "check_answers",
    "check_form",
    "compare",
    "count_words",
    "is_complete",
    "is_filled",
    "merge",
    "parties_of",
    "party_words",
    "read_form",
    "shown",
    "shown_columns",
    "years_of",
]
