"""The office of casework with its door open to the police node, on 1 March 2026."""

import datetime as dt

import pytest
import time_machine

from xiezhi.casework.tests.office import office
from xiezhi.exchange.tests.sender import configure

__all__ = ["office"]


@pytest.fixture
def door(office, settings, tmp_path):
    configure(settings, tmp_path)
    with time_machine.travel(dt.datetime(2026, 3, 1, 2, tzinfo=dt.UTC), tick=False):
        yield office
