import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { begin } from "#/api/sign-in";
import { fetchAll } from "#/app/pages";
import { router } from "#/app/router";
import "./style.css";

const element = document.getElementById("root");
if (!element) throw new Error("index.html has no #root");
void begin();
createRoot(element).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
addEventListener("load", fetchAll, { once: true });
