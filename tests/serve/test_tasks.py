"""What workers keep of a store, and that they let go of the store itself."""

import gc
import weakref

import pytest

from kg.opening import open_store
from kg.reconcile import tasks as reconciling
from kg.serve.describing import service
from kg.serve.media import GRAPHS
from kg.serve.pages import thing_page
from kg.serve.tasks import kept

PLACE = "https://w3id.org/accord/id/place/luzhou"


def test_what_is_derived_is_made_once_a_store(corpus_folder):
    made = []
    count = kept(lambda store: made.append(store.name) or len(made))
    first, second = open_store(str(corpus_folder)), open_store(str(corpus_folder))
    assert [count(first), count(first), count(second), count(first)] == [1, 1, 2, 1]


@pytest.mark.parametrize(
    "task",
    [
        lambda store: thing_page(store, iri=PLACE, data="/id/place/luzhou", number=1, site=True),
        lambda store: thing_page(store, iri=PLACE, data="/id/place/luzhou", number=1, site=False),
        lambda store: service(store, endpoint="http://localhost/sparql", form=GRAPHS.named("turtle")),
        lambda store: reconciling.suggested(store, kind="entity", prefix="Luzhou", cursor=0),
    ],
    ids=["page", "small page", "service", "names"],
)
def test_a_store_that_has_been_opened_anew_is_let_go_of(corpus_folder, task):
    store = open_store(str(corpus_folder))
    assert task(store).body
    gone = weakref.ref(store)
    del store
    gc.collect()
    assert gone() is None
