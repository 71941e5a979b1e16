import { useCallback } from "react";

/** For the `ref` of a box that scrolls sideways where it is narrow: then, and only then, keys must be able to scroll it. */
export function useScrollable(name: string): (box: HTMLElement | null) => (() => void) | undefined {
  return useCallback(
    (box) => {
      if (!box) return undefined;
      const look = () => {
        const isNeeded = box.scrollWidth > box.clientWidth;
        const attributes = { tabindex: "0", role: "region", "aria-label": name };
        for (const [attribute, value] of Object.entries(attributes)) {
          if (isNeeded) box.setAttribute(attribute, value);
          else box.removeAttribute(attribute);
        }
      };
      const observer = new ResizeObserver(look);
      observer.observe(box);
      for (const child of box.children) observer.observe(child);
      return () => observer.disconnect();
    },
    [name],
  );
}
