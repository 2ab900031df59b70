"""Addresses below `/en/programmes/` and `/zh/programmes/`. A programme's public id has no vowels: no word is one."""

from django.urls import path

from jialing.portal.programmes.views.money.appropriations import appropriation_edit, appropriation_new, appropriations
from jialing.portal.programmes.views.money.checking import check
from jialing.portal.programmes.views.money.entries import entries, entries_file, entry
from jialing.portal.programmes.views.money.ordering import entry_reverse, order_new
from jialing.portal.programmes.views.money.orders import order, order_do, orders
from jialing.portal.programmes.views.money.programmes import programme, programmes
from jialing.portal.programmes.views.money.statements import statement, statement_file
from jialing.portal.programmes.views.money.treasury import treasury, treasury_statement, unpaid_file

app_name = "programmes"

MONEY = [
    path("<str:public_id>", programme, name="programme"),
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
urlpatterns = [path("", programmes, name="programmes"), *MONEY]
