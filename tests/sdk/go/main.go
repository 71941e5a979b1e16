// What tests/acceptance/test_sdks.py asks of each SDK, in Go.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/tabwright/tabwright/gen/go/tabwright"
	v1 "github.com/tabwright/tabwright/gen/go/tabwright/v1"
	"google.golang.org/grpc/codes"
)

var page = os.Getenv("PAGE_URL")

type told struct {
	Version    string   `json:"version"`
	Events     [][2]any `json:"events"`
	Reconnects int      `json:"reconnects"`
	Status     string   `json:"status"`
	Picture    string   `json:"picture"`
	Reason     string   `json:"reason"`
	Fields     []string `json:"fields"`
	Cancelled  string   `json:"cancelled"`
	Deadline   string   `json:"deadline"`
}

func main() {
	client, err := tabwright.Connect("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	ctx := context.Background()
	told := told{Version: tabwright.Version}
	err = errors.Join(
		makeAPicture(ctx, client, &told),
		readAnError(ctx, client, &told),
		cancelAJob(ctx, client, &told),
		runIntoADeadline(ctx, client, &told),
		json.NewEncoder(os.Stdout).Encode(told),
	)
	if err != nil {
		log.Fatal(err)
	}
}

func makeAPicture(ctx context.Context, client *tabwright.Client, told *told) error {
	created, err := client.Jobs.CreateJob(ctx, &v1.CreateJobRequest{
		TargetUrl: page,
		Actions:   []*v1.Action{{Action: "visit", Url: &page}, {Action: "screenshot", FullPage: new(true)}},
	})
	if err != nil {
		return err
	}
	var last int32
	for event, err := range client.Watch(ctx, created.JobId, 0) {
		if err != nil {
			return err
		}
		told.Events = append(told.Events, [2]any{event.Sequence, event.Type})
		last = event.Sequence
		break
	}
	told.Reconnects++
	for event, err := range client.Watch(ctx, created.JobId, last) {
		if err != nil {
			return err
		}
		told.Events = append(told.Events, [2]any{event.Sequence, event.Type})
	}
	content, err := client.Download(ctx, created.JobId, "screenshot.png")
	if err != nil {
		return err
	}
	told.Picture = filepath.Join(os.Getenv("OUT"), "go.png")
	if err := os.WriteFile(told.Picture, content, 0o600); err != nil {
		return err
	}
	told.Status, err = statusOf(ctx, client, created.JobId)
	return err
}

// The second action has no target.
func readAnError(ctx context.Context, client *tabwright.Client, told *told) error {
	_, err := client.Run(ctx, &v1.CreateJobRequest{
		TargetUrl: page,
		Actions:   []*v1.Action{{Action: "screenshot"}, {Action: "click"}},
	}, nil)
	problem := tabwright.ProblemOf(err)
	told.Reason = problem.Reason
	for _, violation := range problem.Fields {
		told.Fields = append(told.Fields, violation.Field)
	}
	return nil
}

// The job waits for a minute; it is cancelled as soon as it has begun.
func cancelAJob(ctx context.Context, client *tabwright.Client, told *told) error {
	cancelWhenStarted := func(event *v1.JobEvent) {
		if event.Type == "job.started" {
			if _, err := client.Jobs.CancelJob(ctx, &v1.CancelJobRequest{JobId: event.JobId}); err != nil {
				log.Fatal(err)
			}
		}
	}
	job, err := client.Run(ctx, &v1.CreateJobRequest{
		TargetUrl: page,
		Actions:   []*v1.Action{{Action: "wait", Milliseconds: new(int32(60_000))}},
	}, cancelWhenStarted)
	told.Cancelled = job.GetStatus().String()
	return err
}

// The call waits for a job that clicks on what is not there, which takes 20 s; it is given half a second.
func runIntoADeadline(ctx context.Context, client *tabwright.Client, told *told) error {
	ctx, cancel := context.WithTimeout(ctx, 500*time.Millisecond)
	defer cancel()
	_, err := client.Actions.FormFill(ctx, &v1.FormFillRequest{
		Url:       page,
		Actions:   []*v1.FormAction{{Type: "click", Selector: "#nowhere"}},
		TimeoutMs: new(int32(20_000)),
		WaitMs:    new(int32(20_000)),
	})
	if code := tabwright.ProblemOf(err).Code; code != codes.DeadlineExceeded {
		return fmt.Errorf("the call has ended otherwise: %w", err)
	}
	told.Deadline = "DEADLINE_EXCEEDED"
	return nil
}

func statusOf(ctx context.Context, client *tabwright.Client, id string) (string, error) {
	job, err := client.Jobs.GetJob(ctx, &v1.GetJobRequest{JobId: id})
	return job.GetStatus().String(), err
}
