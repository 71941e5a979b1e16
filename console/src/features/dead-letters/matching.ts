import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { api } from "#/api/api";
import { type Search, SINCE } from "./search";

const MINUTE = 60_000;

/** Which failed jobs, as the API asks for it. */
export type Filter = ReturnType<typeof filterOf>;

export function filterOf({ reason, since, browser }: Search) {
  // By the minute: the pages of a list need the same filter again and again.
  const after = since && Math.floor((Date.now() - SINCE[since]) / MINUTE) * MINUTE;
  return {
    ...(reason ? { errorType: reason } : {}),
    ...(browser ? { browserTypeId: browser } : {}),
    ...(after ? { failedAfter: timestampFromMs(after) } : {}),
  };
}

/** How many jobs one call takes. */
const MOST = 1000;

/** The ids of the jobs that match, so that exactly what was counted is done. */
export async function matching(filter: Filter): Promise<{ ids: string[]; isMore: boolean }> {
  const ids: string[] = [];
  let pageToken = "";
  do {
    const answer = await api.deadLetters.listDeadLetters({ ...filter, limit: 100, pageToken });
    ids.push(...answer.data.map(({ id }) => id));
    pageToken = answer.nextPageToken;
  } while (pageToken && ids.length < MOST);
  return { ids: ids.slice(0, MOST), isMore: pageToken !== "" || ids.length > MOST };
}
