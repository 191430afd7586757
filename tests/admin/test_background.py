"""The page of background work: what it shows, to whom, and what its one button does."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from proxies.models import JobError
from tests.accessibility import faults
from tests.admin_people import PEOPLE, client_of, make_person

pytestmark = pytest.mark.django_db

PAGE = "admin:proxies_joberror_changelist"
MAY = {"superuser", "editor"}


def sql(statement: str, *given: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def job(status: str, task: str = "sweep_uploads", **given: Any) -> int:
    """A job that came to stand so by the way that the queue itself goes."""
    args = {"timestamp": 0} if task == "sweep_uploads" else given
    number = int(app.configure_task(task).defer(**args))
    if status != "todo":
        sql("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", number)
        sql(
            "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s",
            status,
            number,
        )
    return number


def failed() -> int:
    number = job("failed")
    JobError.objects.create(job=number, task="sweep_uploads", message="OSError: <no> room left")
    return number


def part(text: str, kind: str) -> str:
    """The section of one kind of jobs."""
    return text.split(f'data-jobs="{kind}"')[1].split("</section>", maxsplit=1)[0]


@pytest.fixture(autouse=True)
def _empty_queue() -> None:
    """Tests that really commit leave jobs behind, which no flush takes away."""
    sql("DELETE FROM procrastinate_jobs")


@pytest.fixture
def client() -> Client:
    return client_of("editor")


@pytest.mark.parametrize("person", PEOPLE)
def test_editors_see_it_and_nobody_else(person: str) -> None:
    number = failed()
    client = client_of(person)
    assert client.get(reverse(PAGE)).status_code == (200 if person in MAY else 403)
    assert (reverse(PAGE) in client.get(reverse("admin:index")).text) is (person in MAY)
    answer = client.post(reverse(PAGE), {"retry": str(number)})
    assert answer.status_code == (302 if person in MAY else 403)
    status = ProcrastinateJob.objects.get(pk=number).status
    assert status == ("todo" if person in MAY else "failed")


def test_who_is_not_logged_in_is_asked_to(client: Client) -> None:
    assert reverse("admin:login") in Client().get(reverse(PAGE))["Location"]


def test_it_shows_what_waits_runs_and_failed_in_words(client: Client) -> None:
    failed()
    job("doing")
    job("todo", task="code_of_yesterday")
    text = client.get(reverse(PAGE)).text
    assert "Remove files about which nobody decided in time" in part(text, "failed")
    assert "OSError: &lt;no&gt; room left" in part(text, "failed")
    assert "gives no sign of life" in part(text, "running")
    assert "code_of_yesterday" in part(text, "waiting")
    assert "Nothing waits." not in text
    assert "No worker is running" in text


def test_it_says_that_there_is_nothing(client: Client) -> None:
    text = client.get(reverse(PAGE)).text
    for words in ("No job failed.", "Nothing runs now.", "Nothing waits."):
        assert words in text


def test_it_shows_what_comes_round_next_and_how_it_ended_last(client: Client) -> None:
    job("succeeded")
    text = client.get(reverse(PAGE)).text
    rounds = text.split('id="rounds-heading"')[1]
    assert "every minute" in rounds
    assert "every hour" in rounds
    assert "every day" in rounds
    (line,) = [each for each in rounds.split("<tr>") if "nobody decided" in each]
    assert ", done" in line
    assert line.count('class="when"') == 2


def test_a_failed_job_is_put_back_and_its_error_forgotten(client: Client) -> None:
    number = failed()
    text = client.post(reverse(PAGE), {"retry": str(number)}, follow=True).text
    assert "Put back into the queue" in text
    assert "No job failed." in text
    assert not JobError.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "٣", "9" * 40, "999999999"])
def test_a_job_that_is_not_there_is_not_done_again(client: Client, number: str) -> None:
    text = client.post(reverse(PAGE), {"retry": number}, follow=True).text
    assert "Nothing was done" in text


@pytest.mark.parametrize("status", ["todo", "doing", "succeeded"])
def test_only_what_failed_is_done_again(client: Client, status: str) -> None:
    number = job(status)
    text = client.post(reverse(PAGE), {"retry": str(number)}, follow=True).text
    assert "Nothing was done" in text
    assert ProcrastinateJob.objects.get(pk=number).status == status


def test_what_waits_already_is_not_asked_for_twice(client: Client) -> None:
    number = failed()
    job("todo")
    text = client.post(reverse(PAGE), {"retry": str(number)}, follow=True).text
    assert "another of its kind waits already" in text
    assert JobError.objects.exists()


def test_more_jobs_than_are_shown_are_counted(client: Client) -> None:
    for number in range(53):
        job("todo", task="code_of_yesterday", number=number)
    waiting = part(client.get(reverse(PAGE)).text, "waiting")
    assert waiting.count("code_of_yesterday") == 50
    assert "And 3 more." in waiting


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_it_keeps_the_policy_and_the_rules_of_accessibility(
    page: Page, live_server: Any, scheme: Any, width: int
) -> None:
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text))
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    failed()
    job("doing")
    log_in(page, live_server.url)
    page.goto(live_server.url + reverse(PAGE))
    assert heard == []
    assert faults(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.browser
@pytest.mark.slow
def test_a_failed_job_is_put_back_without_scripts(browser: Browser, live_server: Any) -> None:
    number = failed()
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        log_in(page, live_server.url)
        page.goto(live_server.url + reverse(PAGE))
        page.get_by_role("button", name=f"job {number}").click()
        expect(page.get_by_text("Put back into the queue")).to_be_visible()
    assert ProcrastinateJob.objects.get(pk=number).status == "todo"


def log_in(page: Page, site: str) -> None:
    make_person("superuser")
    page.goto(site + reverse("admin:login"))
    page.get_by_label("Username").fill("superuser")
    page.get_by_label("Password").fill("long enough 1")
    page.get_by_role("button", name="Log in").click()
