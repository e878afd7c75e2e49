"""Every number of people on a page is the number of people behind its link."""

import json

import pytest
from django.test import Client

from datmag.campaign import steps
from datmag.delivery.models import Delivery, Mailing
from datmag.gate.models import Member
from datmag.web.clock import now
from datmag.web.paging import SIZE
from datmag.web.tally import tally
from tests.delivery import shop as large
from tests.web import shop
from tests.web.reading import counted_links, people_behind

pytestmark = [pytest.mark.db, pytest.mark.django_db]


def assert_true_numbers(client: Client, address: str) -> None:
    """Follow every number on a page."""
    links = list(counted_links(client.get(address)))

    assert links
    for many, link in links:
        assert (many, many) == people_behind(client, link), link


@pytest.mark.parametrize("address", ["/", "/campaigns", "/campaigns/{}"])
def test_every_number_before_sending_is_the_number_of_people_behind_it(
    address: str, mailing: Mailing, demo: Client
) -> None:
    """Overview, list and funnel of a judged campaign."""
    assert_true_numbers(demo, address.format(mailing.id))


@pytest.mark.parametrize("address", ["/", "/campaigns", "/campaigns/{}"])
def test_every_number_while_sending_is_the_number_of_people_behind_it(
    address: str, sending: Mailing, opt_out_link: str, demo: Client
) -> None:
    """The same once the outbox is filled and somebody opted out in between."""
    demo.post(opt_out_link, {"stop": "all"})

    assert_true_numbers(demo, address.format(sending.id))


def test_a_long_list_is_whole_over_its_pages(demo: Client) -> None:
    """More people than fit on one page: nobody is lost between two pages."""
    large.open_shop(SIZE + 7, strangers=SIZE + 3, now=now())
    mailing = steps.new("groot", large.NEWSLETTER, "groot.md", at=now())
    steps.preview(mailing, at=now())

    assert_true_numbers(demo, f"/campaigns/{mailing.id}")


def test_the_funnel_adds_up(mailing: Mailing) -> None:
    """INVARIANT: everybody is counted once: by reason, or by ground."""
    counted = tally(mailing)

    assert shop.PERMITTED == counted.permitted == sum(bar.many for bar in counted.grounds)
    assert shop.DENIED == counted.withheld == sum(bar.many for bar in counted.reasons)
    assert Member.objects.filter(audience_id=mailing.audience_id).count() == counted.total


def test_each_bar_ends_where_the_next_one_begins(mailing: Mailing) -> None:
    """The drawing is a waterfall within its frame."""
    counted = tally(mailing)
    edges = [bar.x for bar in counted.reasons]

    assert edges == sorted(edges, reverse=True)
    assert all(bar.x >= 0 and bar.x + bar.width <= 1_000 for bar in [*counted.reasons, *counted.grounds])
    assert all(bar.citation for bar in [*counted.reasons, *counted.grounds] if bar.code != "unknown_fact")


def test_the_json_has_the_same_numbers(sending: Mailing, demo: Client) -> None:
    """Page, JSON and outbox say the same."""
    told = json.loads(demo.get(f"/campaigns/{sending.id}.json").content)

    assert tally(sending).json() == told["funnel"]
    assert Delivery.objects.filter(mailing=sending, state="pending").count() == told["states"]["planned"]
    assert Delivery.objects.filter(mailing=sending, state="withheld").count() == told["states"]["withheld"]
