import { api } from "#/api/api";
import { useQuery } from "#/store/query";

/** The client of who is signed in. Empty: it has not been told yet. */
export function useClientId(): string {
  const { data } = useQuery(["me"], (signal) => api.auths.getMe({}, { signal }));
  return data?.clientId ?? "";
}
