"""The addresses of the staff pages; each page has its numbers as `.json` beside it."""

from django.urls import path
from django.views.generic import RedirectView

from datmag.web.views import account, campaigns, check, contacts, inbox, overview, rulebook

urlpatterns = [
    path("", overview.overview),
    path("overview.json", overview.overview_json),
    path("campaigns", campaigns.campaigns),
    path("campaigns.json", campaigns.campaigns_json),
    path("campaigns/<int:mailing_id>", campaigns.campaign),
    path("campaigns/<int:mailing_id>.json", campaigns.campaign_json),
    path("campaigns/<int:mailing_id>/people", campaigns.campaign_people),
    path("campaigns/<int:mailing_id>/progress", campaigns.campaign_progress),
    path("campaigns/<int:mailing_id>/preview", campaigns.campaign_preview),
    path("campaigns/<int:mailing_id>/<slug:name>", campaigns.campaign_act),
    path("check", check.check),
    path("check.json", check.check_json),
    path("check/facts", check.check_facts),
    path("contacts", contacts.contacts),
    path("contacts.json", contacts.contacts_json),
    path("contacts/<int:address_id>", contacts.contact),
    path("contacts/<int:address_id>.json", contacts.contact_json),
    path("contacts/<int:address_id>/optout", contacts.opt_out),
    path("inbox", inbox.inbox),
    path("inbox.json", inbox.inbox_json),
    path("inbox/<int:number>", inbox.message),
    path("inbox/<int:number>/html", inbox.message_html),
    path("inbox/<int:number>.eml", inbox.message_raw),
    path("rulebook", rulebook.rulebook),
    path("rulebook.json", rulebook.rulebook_json),
    path("rulebook/readings", rulebook.readings),
    path("rulebook/readings.json", rulebook.readings_json),
    path("rulebook/<slug:name>", rulebook.chapter),
    path("rulebook/<slug:name>.json", rulebook.chapter_json),
    path("login", account.login),
    path("logout", account.logout),
    path("language", account.language),
    path("favicon.ico", RedirectView.as_view(url="/static/datmag/icon.svg")),
]
