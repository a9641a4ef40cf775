"""When Django itself refuses a request, it says so in Chinese and says what to do."""

import pytest
from django.template.loader import get_template
from django.test import Client


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "500"])
def test_each_refusal_has_a_heading_and_a_sentence(name):
    html = get_template(f"{name}.html").render()
    assert "请" in html
    assert "<h1></h1>" not in html
    assert "<title></title>" not in html


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_chinese():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a"})
    assert response.status_code == 403
    assert "页面已过期" in response.content.decode()
