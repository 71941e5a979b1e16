// A static import, and not a fetch: the page counts as loaded only when the cards are there, so that every
// picture taken of it shows the same.
import maps from "./maps.json" with { type: "json" };

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function card(map) {
  const facts = element("div", "", ...map.facts.map((fact) => element("span", fact)));
  facts.className = "facts";
  const made = element("article", "", element("h2", map.title), facts, element("p", map.text));
  made.className = "card";
  made.dataset.id = map.id;
  return made;
}

const sorted = maps.toSorted((one, other) => one.title.localeCompare(other.title) || one.id - other.id);
document.getElementById("cards").append(...sorted.map(card));
