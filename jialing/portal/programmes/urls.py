"""Addresses below `/en/programmes/` and `/zh/programmes/`. A programme's public id has no vowels: no word is one."""

from django.urls import path

from jialing.portal.programmes.views.calling.calls import call, calls
from jialing.portal.programmes.views.calling.writing import (
    call_ask,
    call_cancel,
    call_edit,
    call_new,
    call_publish,
    call_topics,
    question,
)
from jialing.portal.programmes.views.money.appropriations import appropriation_edit, appropriation_new, appropriations
from jialing.portal.programmes.views.money.checking import check
from jialing.portal.programmes.views.money.entries import entries, entries_file, entry
from jialing.portal.programmes.views.money.ordering import entry_reverse, order_new
from jialing.portal.programmes.views.money.orders import order, order_do, orders
from jialing.portal.programmes.views.money.programmes import programme, programmes
from jialing.portal.programmes.views.money.statements import statement, statement_file
from jialing.portal.programmes.views.money.treasury import treasury, treasury_statement, unpaid_file
from jialing.portal.programmes.views.proposing.proposals import (
    proposal,
    proposal_judge,
    proposal_move,
    proposals,
    propose,
    rule_do,
)
from jialing.portal.programmes.views.proposing.writing import member_do, member_new, proposal_write

app_name = "programmes"
CALLS = [
    path("calls", calls, name="calls"),
    path("calls/<str:call_id>", call, name="call"),
    path("calls/<str:call_id>/edit", call_edit, name="call_edit"),
    path("calls/<str:call_id>/topics", call_topics, name="call_topics"),
    path("calls/<str:call_id>/publish", call_publish, name="call_publish"),
    path("calls/<str:call_id>/cancel", call_cancel, name="call_cancel"),
    path("calls/<str:call_id>/questions", call_ask, name="call_ask"),
    path("calls/<str:call_id>/questions/<str:question_id>", question, name="question"),
    path("calls/<str:call_id>/propose", propose, name="propose"),
]
PROPOSALS = [
    path("proposals", proposals, name="proposals"),
    path("proposals/<str:proposal_id>", proposal, name="proposal"),
    path("proposals/<str:proposal_id>/write", proposal_write, name="proposal_write"),
    path("proposals/<str:proposal_id>/moves/<slug:move>", proposal_move, name="proposal_move"),
    path("proposals/<str:proposal_id>/rules/<slug:occasion>", proposal_judge, name="proposal_judge"),
    path("proposals/<str:proposal_id>/exceptions/<str:result_id>", rule_do, name="rule_do"),
    path("proposals/<str:proposal_id>/team", member_new, name="member_new"),
    path("proposals/<str:proposal_id>/team/<str:member_id>/<slug:act>", member_do, name="member_do"),
]

MONEY = [
    path("<str:public_id>", programme, name="programme"),
    path("<str:public_id>/calls/new", call_new, name="call_new"),
    path("<str:public_id>/lines", appropriations, name="appropriations"),
    path("<str:public_id>/lines/new", appropriation_new, name="appropriation_new"),
    path("<str:public_id>/lines/<str:line_id>", appropriation_edit, name="appropriation_edit"),
    path("<str:public_id>/orders", orders, name="orders"),
    path("<str:public_id>/orders/new", order_new, name="order_new"),
    path("<str:public_id>/orders/<str:order_id>", order, name="order"),
    path("<str:public_id>/orders/<str:order_id>/<slug:act>", order_do, name="order_do"),
    path("<str:public_id>/entries", entries, name="entries"),
    path("<str:public_id>/entries.<str:form>", entries_file, name="entries_file"),
    path("<str:public_id>/entries/<str:entry_id>", entry, name="entry"),
    path("<str:public_id>/entries/<str:entry_id>/reverse", entry_reverse, name="entry_reverse"),
    path("<str:public_id>/treasury", treasury, name="treasury"),
    path("<str:public_id>/treasury/unpaid.<str:form>", unpaid_file, name="unpaid_file"),
    path("<str:public_id>/treasury/<str:statement_id>", treasury_statement, name="treasury_statement"),
    path("<str:public_id>/statement", statement, name="statement"),
    path("<str:public_id>/statement.<str:form>", statement_file, name="statement_file"),
    path("<str:public_id>/check", check, name="check"),
]
urlpatterns = [path("", programmes, name="programmes"), *CALLS, *PROPOSALS, *MONEY]
