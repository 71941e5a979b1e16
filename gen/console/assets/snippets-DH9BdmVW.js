var e=[`curl`,`CLI`,`Python`,`TypeScript`,`Go`,`Java`];function t(e,t){return i[e](t)}var n={curl:`TABWRIGHT_API_KEY in the environment.`,CLI:`tabwright on this machine, and TABWRIGHT_ADDRESS and TABWRIGHT_API_KEY where the server is another.`,Python:`The package tabwright-sdk; TABWRIGHT_ADDRESS and TABWRIGHT_API_KEY in the environment.`,TypeScript:`The package tabwright; TABWRIGHT_ADDRESS and TABWRIGHT_API_KEY in the environment.`,Go:`The module github.com/tabwright/tabwright/gen/go; TABWRIGHT_ADDRESS and TABWRIGHT_API_KEY in the environment.`,Java:`The library dev.tabwright:tabwright and com.google.protobuf:protobuf-java-util; TABWRIGHT_ADDRESS and TABWRIGHT_API_KEY in the environment.`},r={browserTypeId:`--browser`,priority:`--priority`,timeoutMs:`--timeout-ms`,maxRetries:`--max-retries`},i={curl({body:e,task:t,origin:n}){return`curl --fail-with-body -sS -H "X-API-Key: $TABWRIGHT_API_KEY" -H 'Content-Type: application/json' ${n}${`/api/v1/jobs${t?`/${encodeURIComponent(t)}`:``}`} -d @- <<'END'\n${o(e)}\nEND\n`},CLI({body:e,task:t}){if(!t)return`tabwright run --file - <<'END'\n${o(e)}\nEND\n`;let n=Object.entries(r).flatMap(([t,n])=>e[t]===void 0?[]:[` ${n} ${c(String(e[t]))}`]);return`tabwright task run ${c(t)}${n.join(``)} --parameters - <<'END'\n${o(e.parameters??{})}\nEND\n`},Python({body:e,task:t}){let{message:n,call:r}=t?{message:`RunTaskRequest`,call:`run_task`}:{message:`CreateJobRequest`,call:`run`};return`from google.protobuf.json_format import ParseDict
from tabwright import Job, ${n}, connect

request = ParseDict(
${s(l(a(e,t),1),1)},
    ${n}(),
)
with connect() as tabwright:
    job = tabwright.${r}(request)
print(job.id, Job.Status.Name(job.status), job.error.message)
`},TypeScript({body:e,task:t}){let{message:n,call:r,file:i}=t?{message:`RunTaskRequest`,call:`runTask`,file:`task_type_service`}:{message:`CreateJobRequest`,call:`run`,file:`job_service`};return`import { fromJson } from "@bufbuild/protobuf";
import { connect, Job_Status } from "tabwright";
import { ${n}Schema } from "tabwright/v1/${i}";

const request = fromJson(${n}Schema, ${o(a(e,t))});
const job = await connect().${r}(request);
console.log(job.id, Job_Status[job.status], job.error?.message ?? "");
`},Go({body:e,task:t}){let{message:n,call:r}=t?{message:`RunTaskRequest`,call:`RunTask`}:{message:`CreateJobRequest`,call:`Run`};return`package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/tabwright/tabwright/gen/go/tabwright"
	v1 "github.com/tabwright/tabwright/gen/go/tabwright/v1"
	"google.golang.org/protobuf/encoding/protojson"
)

const request = ${u(o(a(e,t)))}

func main() {
	client, err := tabwright.Connect(os.Getenv("TABWRIGHT_ADDRESS"), os.Getenv("TABWRIGHT_API_KEY"))
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	var asked v1.${n}
	if err := protojson.Unmarshal([]byte(request), &asked); err != nil {
		log.Fatal(err)
	}
	job, err := client.${r}(context.Background(), &asked, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(job.Id, job.Status, job.GetError().GetMessage())
}
`},Java({body:e,task:t}){let{message:n,call:r}=t?{message:`RunTaskRequest`,call:`runTask`}:{message:`CreateJobRequest`,call:`run`};return`import com.google.protobuf.util.JsonFormat;
import dev.tabwright.Client;
import dev.tabwright.v1.${n};
import dev.tabwright.v1.Job;

public class RunAgain {
    static final String REQUEST = """
${s(d(o(a(e,t))),3)}
            """;

    public static void main(String[] arguments) throws Exception {
        ${n}.Builder request = ${n}.newBuilder();
        JsonFormat.parser().merge(REQUEST, request);
        try (Client client = Client.connect()) {
            Job job = client.${r}(request.build());
            System.out.println(job.getId() + " " + job.getStatus() + " " + job.getError().getMessage());
        }
    }
}
`}};function a(e,t){return t?{taskName:t,...e}:e}function o(e){return JSON.stringify(e,null,2)}function s(e,t){return e.split(`
`).map(e=>`    `.repeat(t)+e).join(`
`)}function c(e){return/^[\w./-]+$/.test(e)?e:`'${e.replace(/'/g,`'\\''`)}'`}function l(e,t=0){if(e===null)return`None`;if(e===!0)return`True`;if(e===!1)return`False`;if(typeof e==`string`)return JSON.stringify(e).replace(/\\ud[89ab]../gi,`\\ufffd`);if(typeof e==`number`)return String(e);let n=Array.isArray(e)?e.map(e=>l(e)):Object.entries(e).map(([e,t])=>`${JSON.stringify(e)}: ${l(t)}`),[r,i]=Array.isArray(e)?`[]`:`{}`,a=`${r}${n.join(`, `)}${i}`;return a.length<=100-4*t&&!a.includes(`
`)?a:`${r}\n${n.map(e=>`${s(e,1)},`).join(`
`)}\n${i}`}function u(e){return e.includes("`")?e.split(`
`).map(e=>JSON.stringify(`${e}\n`)).join(` +
	`):`\`${e}\``}function d(e){return e.replace(/\\/g,`\\\\`).replace(/"""/g,`""\\"`)}export{n,t as r,e as t};