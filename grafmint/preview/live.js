// Shows each new page as soon as there is one, and leaves the reader where they are.
const say = (text) => {
  const status = document.getElementById("status");
  if (status && status.textContent !== text) status.textContent = text;
};
const ours = (page) => [...page.querySelectorAll("head > style, head > script")].map((each) => each.textContent).join();

const show = (page) => {
  const open = new Map([...document.querySelectorAll("details[id]")].map((each) => [each.id, each.open]));
  const focused = document.activeElement?.closest("[id]")?.id;
  const [left, top] = [window.scrollX, window.scrollY];
  document.title = page.title;
  document.documentElement.dataset.version = page.documentElement.dataset.version;
  document.body.replaceWith(document.adoptNode(page.body));
  for (const each of document.querySelectorAll("details[id]")) each.open = open.get(each.id) ?? each.open;
  const again = focused && document.getElementById(focused);
  (again?.querySelector("summary") ?? again)?.focus({ preventScroll: true });
  window.scrollTo({ left, top, behavior: "instant" });
};

const events = new EventSource("/events");
events.onopen = () => say("");
events.onerror = () => say("Not up to date: grafmint preview has stopped.");
events.onmessage = async (event) => {
  if (event.data === document.documentElement.dataset.version) return;
  const page = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
  // Another grafmint has another style, which this page may not use.
  if (ours(page) === ours(document)) show(page);
  else window.location.reload();
};
