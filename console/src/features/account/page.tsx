import { api } from "#/api/api";
import { useQuery } from "#/store/query";
import { ErrorBox } from "#/ui/error-box";
import { Facts } from "#/ui/facts";
import { Page } from "#/ui/page";
import { Skeleton } from "#/ui/skeleton";
import { toast } from "#/ui/toast";
import { PasswordForm } from "./password-form";
import { MySessions } from "./my-sessions";
import { User_Role } from "tabwright/v1/user";

/** One's own account. */
export default function Account() {
  const me = useQuery(["me"], (signal) => api.auths.getMe({}, { signal }));
  const { data } = me;
  const user = data?.user;
  return (
    <Page title="Account" state={user ? `Signed in as ${user.email}.` : data ? `Signed in with a key, “${data.name}”.` : undefined}>
      <ErrorBox error={me.error} what="The account could not be read" onRetry={me.reload} />
      {!data && !me.error && <Skeleton />}
      {data && (
        <Facts
          facts={[
            ["Name", data.name],
            ["Role", User_Role[data.role]],
            ["Administers the installation", data.isAdmin ? "yes" : "no"],
            ["Client", data.clientId],
          ]}
        />
      )}
      {user && (
        <>
          <section>
            <h2>Sessions</h2>
            <MySessions />
          </section>
          <section className="narrow">
            <h2>Password</h2>
            <PasswordForm
              needsCurrent={user.hasPassword}
              onDone={() => (toast("The password is set. All other sessions have ended."), me.reload())}
            />
          </section>
        </>
      )}
    </Page>
  );
}
