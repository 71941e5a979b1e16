package tabwright

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	v1 "github.com/tabwright/tabwright/gen/go/tabwright/v1"
	"google.golang.org/protobuf/proto"
)

// Run creates a job, watches it to its end, and returns it; a job that fails is returned like any other. onEvent, which
// may be nil, is called with each of its events. A job without RequestId gets one, so that a call that is made again
// makes no second job.
func (c *Client) Run(ctx context.Context, job *v1.CreateJobRequest, onEvent func(*v1.JobEvent)) (*v1.Job, error) {
	if job.GetRequestId() == "" {
		job = proto.CloneOf(job)
		job.RequestId = rand.Text()
	}
	created, err := answer(ctx, createPatience, func() (*v1.CreateJobResponse, error) { return c.Jobs.CreateJob(ctx, job) })
	if err != nil {
		return nil, fmt.Errorf("create a job: %w", err)
	}
	for event, err := range c.Watch(ctx, created.GetJobId(), 0) {
		if err != nil {
			return nil, err
		}
		if onEvent != nil {
			onEvent(event)
		}
	}
	request := &v1.GetJobRequest{JobId: created.GetJobId()}
	ended, err := answer(ctx, watchPatience, func() (*v1.Job, error) { return c.Jobs.GetJob(ctx, request) })
	if err != nil {
		return nil, fmt.Errorf("get job %s: %w", created.GetJobId(), err)
	}
	return ended, nil
}

// Watch yields a job's events after a sequence (0: all), as they happen, to its end: each once, in order, also when the
// connection breaks and servers are replaced meanwhile. An error is yielded last: ctx has ended, or the server refuses,
// or nobody has answered for five minutes.
func (c *Client) Watch(ctx context.Context, jobID string, afterSequence int32) iter.Seq2[*v1.JobEvent, error] {
	return func(yield func(*v1.JobEvent, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		tries := tries{patience: watchPatience}
		for {
			opened := time.Now()
			stream, err := c.Jobs.WatchJob(ctx, &v1.WatchJobRequest{JobId: jobID, AfterSequence: afterSequence})
			for err == nil {
				var event *v1.JobEvent
				if event, err = stream.Recv(); err == nil {
					afterSequence, tries.failures = event.GetSequence(), 0
					if !yield(event, nil) {
						return
					}
				}
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if time.Since(opened) > connectTimeout {
				tries.failures = 0 // it was connected, to a job that had nothing to tell
			}
			if !tries.another(ctx, err) {
				yield(nil, fmt.Errorf("watch job %s after event %d: %w", jobID, afterSequence, err))
				return
			}
		}
	}
}

// Download returns the bytes of a job's artifact, by its file name, such as "screenshot.png", or its id.
// Client.Artifacts has them piece by piece, for those that are too large for the memory.
func (c *Client) Download(ctx context.Context, jobID, name string) ([]byte, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := c.Artifacts.DownloadArtifact(ctx, &v1.DownloadArtifactRequest{JobId: jobID, Artifact: name})
	var content []byte
	for err == nil {
		piece, failure := stream.Recv()
		content, err = append(content, piece.GetData()...), failure
	}
	if !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("download %q of job %s: %w", name, jobID, err)
	}
	return content, nil
}
