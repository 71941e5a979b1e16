// Fetches what the search finds and draws a card for each product.

const list = document.querySelector("#products");
const count = document.querySelector("#result-count");
const template = document.querySelector("#product-card");

function card(product) {
  const item = template.content.firstElementChild.cloneNode(true);
  item.dataset.testid = `product-${product.id}`;
  item.dataset.category = product.category;
  item.querySelector("use").setAttribute("href", `#${product.id}`);
  for (const part of ["category", "name", "description", "price"]) {
    item.querySelector(`.${part}`).textContent = product[part];
  }
  item.querySelector(".stock").textContent = product.stock > 0 ? `${product.stock} in stock` : "back soon";
  offer(item.querySelector(".order"), product);
  return item;
}

// A link to the order form; without an address, and so no link, when there is nothing to order.
function offer(link, product) {
  if (product.stock === 0) {
    link.textContent = "Sold out";
    return;
  }
  link.href = `/order?product=${encodeURIComponent(product.id)}`;
  link.setAttribute("aria-label", `Order ${product.name}`);
}

function summary(products) {
  const query = new URLSearchParams(location.search).get("q")?.trim();
  const number = `${products.length} ${products.length === 1 ? "product" : "products"}`;
  return query ? `${number} for “${query}”` : number;
}

async function show() {
  const response = await fetch(`/api/products${location.search}`);
  if (!response.ok) throw new Error(`the shop answered ${response.status}`);
  const products = await response.json();
  list.replaceChildren(...products.map(card));
  count.textContent = summary(products);
}

try {
  await show();
} catch {
  list.replaceChildren();
  count.textContent = "The products cannot be shown now. Please reload the page.";
}
list.setAttribute("aria-busy", "false");
