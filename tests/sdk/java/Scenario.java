import com.google.gson.Gson;
import com.google.rpc.BadRequest.FieldViolation;
import dev.tabwright.Client;
import dev.tabwright.Problem;
import dev.tabwright.Version;
import dev.tabwright.v1.Action;
import dev.tabwright.v1.CancelJobRequest;
import dev.tabwright.v1.CreateJobRequest;
import dev.tabwright.v1.FormAction;
import dev.tabwright.v1.FormFillRequest;
import dev.tabwright.v1.GetJobRequest;
import dev.tabwright.v1.Job;
import dev.tabwright.v1.JobEvent;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What tests/acceptance/test_sdks.py asks of each SDK, in Java. */
final class Scenario {
    private static final String PAGE = System.getenv("PAGE_URL");

    private final Client client;
    private final Map<String, Object> told = new LinkedHashMap<>();

    private Scenario(Client client) {
        this.client = client;
    }

    public static void main(String[] arguments) throws IOException {
        try (Client client = Client.connect()) {
            Scenario scenario = new Scenario(client);
            scenario.told.put("version", Version.VERSION);
            scenario.makeAPicture();
            scenario.readAnError();
            scenario.cancelAJob();
            scenario.runIntoADeadline();
            System.out.println(new Gson().toJson(scenario.told));
        }
    }

    private void makeAPicture() throws IOException {
        String jobId = client.jobs()
                .createJob(jobOf(action("visit").setUrl(PAGE), action("screenshot").setFullPage(true)))
                .getJobId();
        List<JobEvent> events = new ArrayList<>();
        try (Stream<JobEvent> watch = client.watch(jobId, 0)) {
            watch.limit(1).forEach(events::add);
        }
        try (Stream<JobEvent> watch = client.watch(jobId, events.get(0).getSequence())) {
            watch.forEach(events::add);
        }
        Path picture = Path.of(System.getenv("OUT"), "java.png");
        Files.write(picture, client.download(jobId, "screenshot.png"));
        told.put("events", events.stream().map(event -> List.of(event.getSequence(), event.getType())).toList());
        told.put("reconnects", 1);
        told.put("status", client.jobs().getJob(GetJobRequest.newBuilder().setJobId(jobId).build()).getStatus().name());
        told.put("picture", picture.toString());
    }

    /** The second action has no target. */
    private void readAnError() {
        try {
            client.run(jobOf(action("screenshot"), action("click")));
        } catch (StatusRuntimeException error) {
            Problem problem = Problem.of(error);
            told.put("reason", problem.reason());
            told.put("fields", problem.fields().stream().map(FieldViolation::getField).toList());
        }
    }

    /** The job waits for a minute; it is cancelled as soon as it has begun. */
    private void cancelAJob() {
        Job job = client.run(jobOf(action("wait").setMilliseconds(60_000)), event -> {
            if (event.getType().equals("job.started")) {
                client.jobs().cancelJob(CancelJobRequest.newBuilder().setJobId(event.getJobId()).build());
            }
        });
        told.put("cancelled", job.getStatus().name());
    }

    /** The call waits for a job that clicks on what is not there, which takes 20 s; it is given half a second. */
    private void runIntoADeadline() {
        FormFillRequest form = FormFillRequest.newBuilder()
                .setUrl(PAGE)
                .addActions(FormAction.newBuilder().setType("click").setSelector("#nowhere"))
                .setTimeoutMs(20_000)
                .setWaitMs(20_000)
                .build();
        try {
            client.actions().withDeadlineAfter(500, TimeUnit.MILLISECONDS).formFill(form);
        } catch (StatusRuntimeException error) {
            told.put("deadline", Problem.of(error).code().name());
        }
    }

    private static CreateJobRequest jobOf(Action.Builder... actions) {
        var job = CreateJobRequest.newBuilder().setTargetUrl(PAGE);
        for (Action.Builder action : actions) {
            job.addActions(action);
        }
        return job.build();
    }

    private static Action.Builder action(String name) {
        return Action.newBuilder().setAction(name);
    }
}
