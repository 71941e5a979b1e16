/** One page of a list by its cursors, which stand in the address. */

import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useEffectEvent } from "react";
import { type Query, useQuery } from "#/store/query";
import { type PageOf, Pager } from "#/ui/pager";
import type { Place } from "#/ui/search-params";
import { toast } from "#/ui/toast";

interface Listed {
  data: readonly unknown[];
  nextPageToken: string;
}

/** How many rows a page has. */
export const SIZE = 50;

/** What a list has on the page of the address, and the ways to its neighbours. The key has the list's filters. */
export function usePages<Answer extends Listed>(
  key: readonly unknown[],
  load: (pageToken: string, signal: AbortSignal) => Promise<Answer>,
  size = SIZE,
): { list: Query<Answer>; pager: ReactNode } {
  const { page: number = 1, token = "" } = useSearch({ strict: false }) as Place;
  const navigate = useNavigate();
  const list = useQuery([...key, token], (signal) => load(token, signal));
  const go = (to: PageOf, replace = false) =>
    navigate({ to: ".", replace, search: (old: object) => ({ ...old, page: to.number > 1 ? to.number : undefined, token: to.token || undefined }) });
  const isRefused = token !== "" && (list.error?.fields.some(({ field }) => field === "pageToken") ?? false);
  const begin = useEffectEvent(() => {
    toast("The address named a page that is no more: the list began anew.");
    void go({ number: 1, token: "" }, true);
  });
  useEffect(() => {
    if (isRefused) begin();
  }, [isRefused]);
  const count = list.data?.data.length ?? 0;
  const pager = <Pager list={JSON.stringify(key)} page={{ number, token }} next={list.data?.nextPageToken} size={size} count={count} onPage={(to) => void go(to)} />;
  return { list, pager };
}
