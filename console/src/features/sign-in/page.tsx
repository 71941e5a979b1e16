import { Navigate } from "@tanstack/react-router";
import { session } from "#/api/session";
import { useCell } from "#/base/cell";
import { SignInFrame } from "./frame";
import { SignInForm } from "./form";

/** The page /sign-in. Every other page shows the form, too, while nobody is signed in. */
export default function SignIn() {
  const now = useCell(session);
  if (now.state === "in") return <Navigate to="/jobs" replace />;
  return (
    <SignInFrame title="Sign in">
      <SignInForm />
    </SignInFrame>
  );
}
