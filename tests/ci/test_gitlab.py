"""The template for GitLab, run job by job on a merge request."""

import attrs

from tests.ci.pipeline import FORK_ID, SCOPE, Pipeline
from tests.ci.site import BROKEN, CHANGED, PROJECT_TOKEN, RENAMED, Site

TOKEN = {("GITLAB_TOKEN", SCOPE): PROJECT_TOKEN}


def said(site: Site) -> list[str]:
    """What all notes say."""
    return [comment["body"] for comment in site.forge.comments]


def test_a_merge_request_gets_one_note_that_follows_it(site: Site, pipeline: Pipeline) -> None:
    """The second pipeline writes it anew; its pictures are uploads of the project."""
    ours = attrs.evolve(pipeline, variables=TOKEN)
    done = ours.run(site.push({"boards.py": CHANGED}))
    assert [job.code for job in done.values()] == [0, 0], done
    (note,) = said(site)
    assert "Panel *Requests*" in note
    assert "https://gitlab.example/shop/boards/-/pipelines/5" in note
    assert len(site.forge.uploads) == 2
    assert all(url in note for url in site.forge.uploads)
    second = site.push({"boards.py": CHANGED.replace('"reqps"', '"short"')})
    assert ours.run(second)["grafmint-post"].code == 0
    (note,) = said(site)
    assert second[:10] in note


def test_a_change_that_does_not_build_is_told_and_red(site: Site, pipeline: Pipeline) -> None:
    """The job that builds fails, and the one that posts runs all the same."""
    done = attrs.evolve(pipeline, variables=TOKEN).run(site.push({"boards.py": BROKEN}))
    assert [job.code for job in done.values()] == [1, 0], done
    assert "the change cannot be built" in said(site)[0]


def test_the_job_that_builds_has_no_token(site: Site, pipeline: Pipeline) -> None:
    """The variable is for an environment that only the other job belongs to, and the build sees no token of the job."""
    spy = f"import os\nprint(dict(os.environ), file=open({str(site.root / 'seen')!r}, 'w'))\n{RENAMED}"
    ours = attrs.evolve(pipeline, variables=TOKEN | {("LEFT_OPEN", "*"): "open-0123456789"})
    assert ours.run(site.push({"boards.py": spy}))["grafmint-review"].code == 0
    seen = (site.root / "seen").read_text(encoding="utf-8")
    assert "open-0123456789" in seen
    assert PROJECT_TOKEN not in seen
    assert "job-0123456789" not in seen


def test_a_fork_keeps_its_review_and_is_no_failure(site: Site, pipeline: Pipeline) -> None:
    """Its pipeline runs where the token is not: the review is an artifact."""
    done = attrs.evolve(pipeline, source=FORK_ID).run(site.push({"boards.py": RENAMED}))
    assert [job.code for job in done.values()] == [0, 0], done
    assert "artifact only" in done["grafmint-post"].log
    assert done["grafmint-review"].kept is not None
    assert site.forge.asked == []


def test_a_fork_in_our_own_pipeline_gets_words(site: Site, pipeline: Pipeline) -> None:
    """Where a member of the project runs it there, pictures of strangers are not uploaded."""
    done = attrs.evolve(pipeline, source=FORK_ID, variables=TOKEN).run(site.push({"boards.py": CHANGED}))
    assert [job.code for job in done.values()] == [0, 0], done
    assert "fork" in said(site)[0]
    assert site.forge.uploads == {}
