// Asks for the order until the shop has confirmed it, then shows its lines.

const POLL_MS = 200;

const page = document.querySelector("#order");
const status = document.querySelector("#order-status");
const table = document.querySelector("#order-lines");

async function fetchOrder() {
  const response = await fetch(`/api/orders/${page.dataset.id}`);
  if (!response.ok) throw new Error(`the shop answered ${response.status}`);
  return response.json();
}

async function confirmed() {
  for (;;) {
    const order = await fetchOrder();
    if (order.status === "confirmed") return order;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function cell(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function row(line) {
  const item = cell("th", line.item);
  item.scope = "row";
  const element = document.createElement("tr");
  element.append(item, cell("td", line.quantity), cell("td", line.price), cell("td", line.total));
  return element;
}

try {
  const order = await confirmed();
  table.tBodies[0].replaceChildren(...order.lines.map(row));
  table.hidden = false;
  page.dataset.status = order.status;
  status.textContent = "Order confirmed";
} catch {
  page.dataset.status = "unknown";
  status.textContent = "We cannot say yet. Please reload the page.";
}
