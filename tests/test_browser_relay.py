"""A tap in a classroom without network is kept on the phone and counts once when the network is back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from classrooms import receipt_links
from classrooms.models import Receipt
from tests.factories import ReceiptFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_tap_without_network_is_sent_when_it_is_back(open_page, axe):
    begun = timezone.now() - timedelta(hours=1)
    receipt = ReceiptFactory(lesson__starts_at=begun, lesson__ends_at=begun + timedelta(minutes=40))
    page = open_page(receipt_links.path_of(receipt), width=360)
    axe(page)
    page.context.set_offline(True)
    page.click(".confirm__button")
    page.wait_for_selector("text=已记在这部手机上")
    receipt.refresh_from_db()
    assert receipt.state == Receipt.State.AWAITED
    page.context.set_offline(False)
    page.wait_for_selector("text=不用再点")
    receipt.refresh_from_db()
    assert (receipt.state, len(receipt.key)) == (Receipt.State.CONFIRMED, 32)
