package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Creates, watches and ends browser jobs. When CreateJob has answered, the job is stored in PostgreSQL and will reach a
 * terminal status, whatever process dies.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class JobServiceGrpc {

  private JobServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.JobService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CreateJobRequest,
      dev.tabwright.v1.CreateJobResponse> getCreateJobMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateJob",
      requestType = dev.tabwright.v1.CreateJobRequest.class,
      responseType = dev.tabwright.v1.CreateJobResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CreateJobRequest,
      dev.tabwright.v1.CreateJobResponse> getCreateJobMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CreateJobRequest, dev.tabwright.v1.CreateJobResponse> getCreateJobMethod;
    if ((getCreateJobMethod = JobServiceGrpc.getCreateJobMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getCreateJobMethod = JobServiceGrpc.getCreateJobMethod) == null) {
          JobServiceGrpc.getCreateJobMethod = getCreateJobMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CreateJobRequest, dev.tabwright.v1.CreateJobResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateJob"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateJobRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateJobResponse.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("CreateJob"))
              .build();
        }
      }
    }
    return getCreateJobMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.BatchCreateJobsRequest,
      dev.tabwright.v1.BatchCreateJobsResponse> getBatchCreateJobsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchCreateJobs",
      requestType = dev.tabwright.v1.BatchCreateJobsRequest.class,
      responseType = dev.tabwright.v1.BatchCreateJobsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.BatchCreateJobsRequest,
      dev.tabwright.v1.BatchCreateJobsResponse> getBatchCreateJobsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.BatchCreateJobsRequest, dev.tabwright.v1.BatchCreateJobsResponse> getBatchCreateJobsMethod;
    if ((getBatchCreateJobsMethod = JobServiceGrpc.getBatchCreateJobsMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getBatchCreateJobsMethod = JobServiceGrpc.getBatchCreateJobsMethod) == null) {
          JobServiceGrpc.getBatchCreateJobsMethod = getBatchCreateJobsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.BatchCreateJobsRequest, dev.tabwright.v1.BatchCreateJobsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchCreateJobs"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.BatchCreateJobsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.BatchCreateJobsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("BatchCreateJobs"))
              .build();
        }
      }
    }
    return getBatchCreateJobsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetJobRequest,
      dev.tabwright.v1.Job> getGetJobMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetJob",
      requestType = dev.tabwright.v1.GetJobRequest.class,
      responseType = dev.tabwright.v1.Job.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetJobRequest,
      dev.tabwright.v1.Job> getGetJobMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetJobRequest, dev.tabwright.v1.Job> getGetJobMethod;
    if ((getGetJobMethod = JobServiceGrpc.getGetJobMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getGetJobMethod = JobServiceGrpc.getGetJobMethod) == null) {
          JobServiceGrpc.getGetJobMethod = getGetJobMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetJobRequest, dev.tabwright.v1.Job>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetJob"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetJobRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Job.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("GetJob"))
              .build();
        }
      }
    }
    return getGetJobMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListJobsRequest,
      dev.tabwright.v1.ListJobsResponse> getListJobsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListJobs",
      requestType = dev.tabwright.v1.ListJobsRequest.class,
      responseType = dev.tabwright.v1.ListJobsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListJobsRequest,
      dev.tabwright.v1.ListJobsResponse> getListJobsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListJobsRequest, dev.tabwright.v1.ListJobsResponse> getListJobsMethod;
    if ((getListJobsMethod = JobServiceGrpc.getListJobsMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getListJobsMethod = JobServiceGrpc.getListJobsMethod) == null) {
          JobServiceGrpc.getListJobsMethod = getListJobsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListJobsRequest, dev.tabwright.v1.ListJobsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListJobs"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListJobsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListJobsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("ListJobs"))
              .build();
        }
      }
    }
    return getListJobsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CountJobsRequest,
      dev.tabwright.v1.CountJobsResponse> getCountJobsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CountJobs",
      requestType = dev.tabwright.v1.CountJobsRequest.class,
      responseType = dev.tabwright.v1.CountJobsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CountJobsRequest,
      dev.tabwright.v1.CountJobsResponse> getCountJobsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CountJobsRequest, dev.tabwright.v1.CountJobsResponse> getCountJobsMethod;
    if ((getCountJobsMethod = JobServiceGrpc.getCountJobsMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getCountJobsMethod = JobServiceGrpc.getCountJobsMethod) == null) {
          JobServiceGrpc.getCountJobsMethod = getCountJobsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CountJobsRequest, dev.tabwright.v1.CountJobsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CountJobs"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CountJobsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CountJobsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("CountJobs"))
              .build();
        }
      }
    }
    return getCountJobsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CancelJobRequest,
      dev.tabwright.v1.Job> getCancelJobMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CancelJob",
      requestType = dev.tabwright.v1.CancelJobRequest.class,
      responseType = dev.tabwright.v1.Job.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CancelJobRequest,
      dev.tabwright.v1.Job> getCancelJobMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CancelJobRequest, dev.tabwright.v1.Job> getCancelJobMethod;
    if ((getCancelJobMethod = JobServiceGrpc.getCancelJobMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getCancelJobMethod = JobServiceGrpc.getCancelJobMethod) == null) {
          JobServiceGrpc.getCancelJobMethod = getCancelJobMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CancelJobRequest, dev.tabwright.v1.Job>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CancelJob"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CancelJobRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Job.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("CancelJob"))
              .build();
        }
      }
    }
    return getCancelJobMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.PauseJobRequest,
      dev.tabwright.v1.Job> getPauseJobMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "PauseJob",
      requestType = dev.tabwright.v1.PauseJobRequest.class,
      responseType = dev.tabwright.v1.Job.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.PauseJobRequest,
      dev.tabwright.v1.Job> getPauseJobMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.PauseJobRequest, dev.tabwright.v1.Job> getPauseJobMethod;
    if ((getPauseJobMethod = JobServiceGrpc.getPauseJobMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getPauseJobMethod = JobServiceGrpc.getPauseJobMethod) == null) {
          JobServiceGrpc.getPauseJobMethod = getPauseJobMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.PauseJobRequest, dev.tabwright.v1.Job>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "PauseJob"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.PauseJobRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Job.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("PauseJob"))
              .build();
        }
      }
    }
    return getPauseJobMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ResumeJobRequest,
      dev.tabwright.v1.Job> getResumeJobMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ResumeJob",
      requestType = dev.tabwright.v1.ResumeJobRequest.class,
      responseType = dev.tabwright.v1.Job.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ResumeJobRequest,
      dev.tabwright.v1.Job> getResumeJobMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ResumeJobRequest, dev.tabwright.v1.Job> getResumeJobMethod;
    if ((getResumeJobMethod = JobServiceGrpc.getResumeJobMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getResumeJobMethod = JobServiceGrpc.getResumeJobMethod) == null) {
          JobServiceGrpc.getResumeJobMethod = getResumeJobMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ResumeJobRequest, dev.tabwright.v1.Job>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ResumeJob"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ResumeJobRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Job.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("ResumeJob"))
              .build();
        }
      }
    }
    return getResumeJobMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.RetryJobRequest,
      dev.tabwright.v1.Job> getRetryJobMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RetryJob",
      requestType = dev.tabwright.v1.RetryJobRequest.class,
      responseType = dev.tabwright.v1.Job.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.RetryJobRequest,
      dev.tabwright.v1.Job> getRetryJobMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.RetryJobRequest, dev.tabwright.v1.Job> getRetryJobMethod;
    if ((getRetryJobMethod = JobServiceGrpc.getRetryJobMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getRetryJobMethod = JobServiceGrpc.getRetryJobMethod) == null) {
          JobServiceGrpc.getRetryJobMethod = getRetryJobMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.RetryJobRequest, dev.tabwright.v1.Job>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RetryJob"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.RetryJobRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Job.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("RetryJob"))
              .build();
        }
      }
    }
    return getRetryJobMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.PurgeJobRequest,
      com.google.protobuf.Empty> getPurgeJobMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "PurgeJob",
      requestType = dev.tabwright.v1.PurgeJobRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.PurgeJobRequest,
      com.google.protobuf.Empty> getPurgeJobMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.PurgeJobRequest, com.google.protobuf.Empty> getPurgeJobMethod;
    if ((getPurgeJobMethod = JobServiceGrpc.getPurgeJobMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getPurgeJobMethod = JobServiceGrpc.getPurgeJobMethod) == null) {
          JobServiceGrpc.getPurgeJobMethod = getPurgeJobMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.PurgeJobRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "PurgeJob"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.PurgeJobRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("PurgeJob"))
              .build();
        }
      }
    }
    return getPurgeJobMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CancelJobsRequest,
      dev.tabwright.v1.CancelJobsResponse> getCancelJobsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CancelJobs",
      requestType = dev.tabwright.v1.CancelJobsRequest.class,
      responseType = dev.tabwright.v1.CancelJobsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CancelJobsRequest,
      dev.tabwright.v1.CancelJobsResponse> getCancelJobsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CancelJobsRequest, dev.tabwright.v1.CancelJobsResponse> getCancelJobsMethod;
    if ((getCancelJobsMethod = JobServiceGrpc.getCancelJobsMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getCancelJobsMethod = JobServiceGrpc.getCancelJobsMethod) == null) {
          JobServiceGrpc.getCancelJobsMethod = getCancelJobsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CancelJobsRequest, dev.tabwright.v1.CancelJobsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CancelJobs"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CancelJobsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CancelJobsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("CancelJobs"))
              .build();
        }
      }
    }
    return getCancelJobsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.RetryJobsRequest,
      dev.tabwright.v1.RetryJobsResponse> getRetryJobsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RetryJobs",
      requestType = dev.tabwright.v1.RetryJobsRequest.class,
      responseType = dev.tabwright.v1.RetryJobsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.RetryJobsRequest,
      dev.tabwright.v1.RetryJobsResponse> getRetryJobsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.RetryJobsRequest, dev.tabwright.v1.RetryJobsResponse> getRetryJobsMethod;
    if ((getRetryJobsMethod = JobServiceGrpc.getRetryJobsMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getRetryJobsMethod = JobServiceGrpc.getRetryJobsMethod) == null) {
          JobServiceGrpc.getRetryJobsMethod = getRetryJobsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.RetryJobsRequest, dev.tabwright.v1.RetryJobsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RetryJobs"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.RetryJobsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.RetryJobsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("RetryJobs"))
              .build();
        }
      }
    }
    return getRetryJobsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.PurgeJobsRequest,
      dev.tabwright.v1.PurgeJobsResponse> getPurgeJobsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "PurgeJobs",
      requestType = dev.tabwright.v1.PurgeJobsRequest.class,
      responseType = dev.tabwright.v1.PurgeJobsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.PurgeJobsRequest,
      dev.tabwright.v1.PurgeJobsResponse> getPurgeJobsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.PurgeJobsRequest, dev.tabwright.v1.PurgeJobsResponse> getPurgeJobsMethod;
    if ((getPurgeJobsMethod = JobServiceGrpc.getPurgeJobsMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getPurgeJobsMethod = JobServiceGrpc.getPurgeJobsMethod) == null) {
          JobServiceGrpc.getPurgeJobsMethod = getPurgeJobsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.PurgeJobsRequest, dev.tabwright.v1.PurgeJobsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "PurgeJobs"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.PurgeJobsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.PurgeJobsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("PurgeJobs"))
              .build();
        }
      }
    }
    return getPurgeJobsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.WatchJobRequest,
      dev.tabwright.v1.JobEvent> getWatchJobMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchJob",
      requestType = dev.tabwright.v1.WatchJobRequest.class,
      responseType = dev.tabwright.v1.JobEvent.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.WatchJobRequest,
      dev.tabwright.v1.JobEvent> getWatchJobMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.WatchJobRequest, dev.tabwright.v1.JobEvent> getWatchJobMethod;
    if ((getWatchJobMethod = JobServiceGrpc.getWatchJobMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getWatchJobMethod = JobServiceGrpc.getWatchJobMethod) == null) {
          JobServiceGrpc.getWatchJobMethod = getWatchJobMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.WatchJobRequest, dev.tabwright.v1.JobEvent>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchJob"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.WatchJobRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.JobEvent.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("WatchJob"))
              .build();
        }
      }
    }
    return getWatchJobMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.WatchJobsRequest,
      dev.tabwright.v1.WatchJobsResponse> getWatchJobsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchJobs",
      requestType = dev.tabwright.v1.WatchJobsRequest.class,
      responseType = dev.tabwright.v1.WatchJobsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.WatchJobsRequest,
      dev.tabwright.v1.WatchJobsResponse> getWatchJobsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.WatchJobsRequest, dev.tabwright.v1.WatchJobsResponse> getWatchJobsMethod;
    if ((getWatchJobsMethod = JobServiceGrpc.getWatchJobsMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getWatchJobsMethod = JobServiceGrpc.getWatchJobsMethod) == null) {
          JobServiceGrpc.getWatchJobsMethod = getWatchJobsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.WatchJobsRequest, dev.tabwright.v1.WatchJobsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchJobs"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.WatchJobsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.WatchJobsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("WatchJobs"))
              .build();
        }
      }
    }
    return getWatchJobsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListJobLogsRequest,
      dev.tabwright.v1.ListJobLogsResponse> getListJobLogsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListJobLogs",
      requestType = dev.tabwright.v1.ListJobLogsRequest.class,
      responseType = dev.tabwright.v1.ListJobLogsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListJobLogsRequest,
      dev.tabwright.v1.ListJobLogsResponse> getListJobLogsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListJobLogsRequest, dev.tabwright.v1.ListJobLogsResponse> getListJobLogsMethod;
    if ((getListJobLogsMethod = JobServiceGrpc.getListJobLogsMethod) == null) {
      synchronized (JobServiceGrpc.class) {
        if ((getListJobLogsMethod = JobServiceGrpc.getListJobLogsMethod) == null) {
          JobServiceGrpc.getListJobLogsMethod = getListJobLogsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListJobLogsRequest, dev.tabwright.v1.ListJobLogsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListJobLogs"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListJobLogsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListJobLogsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new JobServiceMethodDescriptorSupplier("ListJobLogs"))
              .build();
        }
      }
    }
    return getListJobLogsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static JobServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<JobServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<JobServiceStub>() {
        @java.lang.Override
        public JobServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new JobServiceStub(channel, callOptions);
        }
      };
    return JobServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static JobServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<JobServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<JobServiceBlockingV2Stub>() {
        @java.lang.Override
        public JobServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new JobServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return JobServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static JobServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<JobServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<JobServiceBlockingStub>() {
        @java.lang.Override
        public JobServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new JobServiceBlockingStub(channel, callOptions);
        }
      };
    return JobServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static JobServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<JobServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<JobServiceFutureStub>() {
        @java.lang.Override
        public JobServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new JobServiceFutureStub(channel, callOptions);
        }
      };
    return JobServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Creates, watches and ends browser jobs. When CreateJob has answered, the job is stored in PostgreSQL and will reach a
   * terminal status, whatever process dies.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Accepts a job. Once it has answered, the job will run, at least once. Answers 201 with Location over REST. Safe to
     * repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
     * FAILED_PRECONDITION: the browser type is inactive; PERMISSION_DENIED: the job may not open a URL, or may not run
     * JavaScript; ALREADY_EXISTS: the request_id was used for another request.
     * </pre>
     */
    default void createJob(dev.tabwright.v1.CreateJobRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateJobMethod(), responseObserver);
    }

    /**
     * <pre>
     * Accepts many jobs, all of them or, when the call fails, none; much faster than the same number of calls. Answers
     * 201 over REST. Safe to repeat if the jobs have request_ids; the header Idempotency-Key sets those of all jobs that
     * have none, each with its index. INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION, PERMISSION_DENIED,
     * ALREADY_EXISTS: as for CreateJob, with fields such as `jobs[17].actions[0].target`.
     * </pre>
     */
    default void batchCreateJobs(dev.tabwright.v1.BatchCreateJobsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.BatchCreateJobsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchCreateJobsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets a job with its result. NOT_FOUND when there is none with this id.
     * </pre>
     */
    default void getJob(dev.tabwright.v1.GetJobRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Job> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetJobMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists jobs, newest first, without their results.
     * </pre>
     */
    default void listJobs(dev.tabwright.v1.ListJobsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListJobsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListJobsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Counts the jobs that match, by status, up to 10,000 of each: more are not counted. With filters, the newest 20,000 that
     * match are looked at. For an overview beside ListJobs.
     * </pre>
     */
    default void countJobs(dev.tabwright.v1.CountJobsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CountJobsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCountJobsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Cancels a job. One that waits is cancelled at once, and the answer's status is cancelled. One that runs is
     * asked to stop, and the answer's status is still processing. If it ends before its worker hears of that, it
     * ends as it would have without the call: completed or failed. So what became of it is in its terminal event
     * (WatchJob) or in its status once it has ended (GetJob), and not in this answer. No retry follows
     * in either case. Cancelling a cancelled job changes nothing and answers it.
     * NOT_FOUND: no such job; FAILED_PRECONDITION: it has completed or failed.
     * </pre>
     */
    default void cancelJob(dev.tabwright.v1.CancelJobRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Job> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCancelJobMethod(), responseObserver);
    }

    /**
     * <pre>
     * Has a running job stand still, with its page open, until ResumeJob. It does so between two steps; a step that only
     * waits is broken off, and done again later. So the answer's status is still processing; the event is job.paused. On a
     * job that stands still already, also one that waits for a person, it sets the deadline anew. While a job is paused its
     * time stands still, and a person can act in it (LiveService). At the deadline it goes on by itself.
     * NOT_FOUND: no such job; FAILED_PRECONDITION: it does not run; RESOURCE_EXHAUSTED: half of its worker's slots have jobs
     * that stand still.
     * </pre>
     */
    default void pauseJob(dev.tabwright.v1.PauseJobRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Job> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getPauseJobMethod(), responseObserver);
    }

    /**
     * <pre>
     * Has a job go on that is paused or waits for a person, or takes back a PauseJob that it has not followed yet. The
     * event is job.resumed. Control of its browser ends. With the outcome `failed`, the job fails as it would have without
     * the intervention. NOT_FOUND: no such job; FAILED_PRECONDITION: it does not stand still; or it is paused only, and the
     * outcome is `failed`.
     * </pre>
     */
    default void resumeJob(dev.tabwright.v1.ResumeJobRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Job> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getResumeJobMethod(), responseObserver);
    }

    /**
     * <pre>
     * Starts a failed or cancelled job again: it is pending, queued after the other jobs of its client, with retry_count
     * 0 and all its retries; its log, its events and the artifacts of its earlier attempts remain. The event is
     * job.replayed. Can be repeated any number of times. NOT_FOUND: no such job; FAILED_PRECONDITION: it has completed or
     * has not ended, or its browser type is inactive; RESOURCE_EXHAUSTED: too many jobs of the client wait.
     * </pre>
     */
    default void retryJob(dev.tabwright.v1.RetryJobRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Job> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRetryJobMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a job that has ended, before retention does: its request, its result, its events, its log, its artifacts and,
     * within a minute or so, their files; and its pending webhook deliveries. Its request_id stays taken as long as the
     * job would have been kept. NOT_FOUND: no such job; FAILED_PRECONDITION: it has not ended.
     * </pre>
     */
    default void purgeJob(dev.tabwright.v1.PurgeJobRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getPurgeJobMethod(), responseObserver);
    }

    /**
     * <pre>
     * Cancels jobs, like CancelJob: those with the given ids, or those that match a filter, oldest first. Ids that are
     * no jobs, and jobs that have ended, are skipped. INVALID_ARGUMENT: neither ids nor a filter.
     * </pre>
     */
    default void cancelJobs(dev.tabwright.v1.CancelJobsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CancelJobsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCancelJobsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Starts failed and cancelled jobs again, like RetryJob: those with the given ids, or those that match a filter,
     * oldest first. All of them or, when the call fails, none. Ids that are no such jobs, and jobs whose browser type is
     * inactive, are skipped. INVALID_ARGUMENT: neither ids nor a filter; RESOURCE_EXHAUSTED: too many jobs of the client
     * would wait.
     * </pre>
     */
    default void retryJobs(dev.tabwright.v1.RetryJobsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.RetryJobsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRetryJobsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes jobs that have ended, like PurgeJob: those with the given ids, or those that match a filter, oldest first.
     * Ids that are no jobs, and jobs that have not ended, are skipped. INVALID_ARGUMENT: neither ids nor a filter.
     * </pre>
     */
    default void purgeJobs(dev.tabwright.v1.PurgeJobsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.PurgeJobsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getPurgeJobsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Streams a job's events after after_sequence, first the past ones, then each as it happens. Ends with OK after the
     * terminal event that is the job's last, at once if it has been delivered before. A caller that lost the connection
     * resumes without gap or repetition with the last sequence that it received. Over REST: newline-delimited JSON;
     * server-sent events to `Accept: text/event-stream` (EventStreamService). NOT_FOUND: no such job; ABORTED: the caller
     * has not read for 30 s; UNAVAILABLE: watch again.
     * </pre>
     */
    default void watchJob(dev.tabwright.v1.WatchJobRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.JobEvent> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchJobMethod(), responseObserver);
    }

    /**
     * <pre>
     * Streams the events of all the caller's jobs, or of those that match the filters, after a cursor, without end. The
     * first message has the cursor of the start. A caller that lost the connection resumes without gap or repetition with
     * the last cursor that it received. The events of a job are in order; those of several jobs are approximately in
     * order. An event can arrive later than in WatchJob: only after all older transactions of the database have ended.
     * Over REST: newline-delimited JSON; server-sent events to `Accept: text/event-stream` (EventStreamService).
     * OUT_OF_RANGE: the events after the cursor are not kept any more; ABORTED: the caller has not read for 30 s;
     * UNAVAILABLE: watch again.
     * </pre>
     */
    default void watchJobs(dev.tabwright.v1.WatchJobsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.WatchJobsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchJobsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists a job's log, oldest first. NOT_FOUND: no such job.
     * </pre>
     */
    default void listJobLogs(dev.tabwright.v1.ListJobLogsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListJobLogsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListJobLogsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service JobService.
   * <pre>
   * Creates, watches and ends browser jobs. When CreateJob has answered, the job is stored in PostgreSQL and will reach a
   * terminal status, whatever process dies.
   * </pre>
   */
  public static abstract class JobServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return JobServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service JobService.
   * <pre>
   * Creates, watches and ends browser jobs. When CreateJob has answered, the job is stored in PostgreSQL and will reach a
   * terminal status, whatever process dies.
   * </pre>
   */
  public static final class JobServiceStub
      extends io.grpc.stub.AbstractAsyncStub<JobServiceStub> {
    private JobServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected JobServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new JobServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Accepts a job. Once it has answered, the job will run, at least once. Answers 201 with Location over REST. Safe to
     * repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
     * FAILED_PRECONDITION: the browser type is inactive; PERMISSION_DENIED: the job may not open a URL, or may not run
     * JavaScript; ALREADY_EXISTS: the request_id was used for another request.
     * </pre>
     */
    public void createJob(dev.tabwright.v1.CreateJobRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateJobMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Accepts many jobs, all of them or, when the call fails, none; much faster than the same number of calls. Answers
     * 201 over REST. Safe to repeat if the jobs have request_ids; the header Idempotency-Key sets those of all jobs that
     * have none, each with its index. INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION, PERMISSION_DENIED,
     * ALREADY_EXISTS: as for CreateJob, with fields such as `jobs[17].actions[0].target`.
     * </pre>
     */
    public void batchCreateJobs(dev.tabwright.v1.BatchCreateJobsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.BatchCreateJobsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchCreateJobsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets a job with its result. NOT_FOUND when there is none with this id.
     * </pre>
     */
    public void getJob(dev.tabwright.v1.GetJobRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Job> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetJobMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists jobs, newest first, without their results.
     * </pre>
     */
    public void listJobs(dev.tabwright.v1.ListJobsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListJobsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListJobsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Counts the jobs that match, by status, up to 10,000 of each: more are not counted. With filters, the newest 20,000 that
     * match are looked at. For an overview beside ListJobs.
     * </pre>
     */
    public void countJobs(dev.tabwright.v1.CountJobsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CountJobsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCountJobsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Cancels a job. One that waits is cancelled at once, and the answer's status is cancelled. One that runs is
     * asked to stop, and the answer's status is still processing. If it ends before its worker hears of that, it
     * ends as it would have without the call: completed or failed. So what became of it is in its terminal event
     * (WatchJob) or in its status once it has ended (GetJob), and not in this answer. No retry follows
     * in either case. Cancelling a cancelled job changes nothing and answers it.
     * NOT_FOUND: no such job; FAILED_PRECONDITION: it has completed or failed.
     * </pre>
     */
    public void cancelJob(dev.tabwright.v1.CancelJobRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Job> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCancelJobMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Has a running job stand still, with its page open, until ResumeJob. It does so between two steps; a step that only
     * waits is broken off, and done again later. So the answer's status is still processing; the event is job.paused. On a
     * job that stands still already, also one that waits for a person, it sets the deadline anew. While a job is paused its
     * time stands still, and a person can act in it (LiveService). At the deadline it goes on by itself.
     * NOT_FOUND: no such job; FAILED_PRECONDITION: it does not run; RESOURCE_EXHAUSTED: half of its worker's slots have jobs
     * that stand still.
     * </pre>
     */
    public void pauseJob(dev.tabwright.v1.PauseJobRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Job> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getPauseJobMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Has a job go on that is paused or waits for a person, or takes back a PauseJob that it has not followed yet. The
     * event is job.resumed. Control of its browser ends. With the outcome `failed`, the job fails as it would have without
     * the intervention. NOT_FOUND: no such job; FAILED_PRECONDITION: it does not stand still; or it is paused only, and the
     * outcome is `failed`.
     * </pre>
     */
    public void resumeJob(dev.tabwright.v1.ResumeJobRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Job> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getResumeJobMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Starts a failed or cancelled job again: it is pending, queued after the other jobs of its client, with retry_count
     * 0 and all its retries; its log, its events and the artifacts of its earlier attempts remain. The event is
     * job.replayed. Can be repeated any number of times. NOT_FOUND: no such job; FAILED_PRECONDITION: it has completed or
     * has not ended, or its browser type is inactive; RESOURCE_EXHAUSTED: too many jobs of the client wait.
     * </pre>
     */
    public void retryJob(dev.tabwright.v1.RetryJobRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Job> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRetryJobMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a job that has ended, before retention does: its request, its result, its events, its log, its artifacts and,
     * within a minute or so, their files; and its pending webhook deliveries. Its request_id stays taken as long as the
     * job would have been kept. NOT_FOUND: no such job; FAILED_PRECONDITION: it has not ended.
     * </pre>
     */
    public void purgeJob(dev.tabwright.v1.PurgeJobRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getPurgeJobMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Cancels jobs, like CancelJob: those with the given ids, or those that match a filter, oldest first. Ids that are
     * no jobs, and jobs that have ended, are skipped. INVALID_ARGUMENT: neither ids nor a filter.
     * </pre>
     */
    public void cancelJobs(dev.tabwright.v1.CancelJobsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CancelJobsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCancelJobsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Starts failed and cancelled jobs again, like RetryJob: those with the given ids, or those that match a filter,
     * oldest first. All of them or, when the call fails, none. Ids that are no such jobs, and jobs whose browser type is
     * inactive, are skipped. INVALID_ARGUMENT: neither ids nor a filter; RESOURCE_EXHAUSTED: too many jobs of the client
     * would wait.
     * </pre>
     */
    public void retryJobs(dev.tabwright.v1.RetryJobsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.RetryJobsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRetryJobsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes jobs that have ended, like PurgeJob: those with the given ids, or those that match a filter, oldest first.
     * Ids that are no jobs, and jobs that have not ended, are skipped. INVALID_ARGUMENT: neither ids nor a filter.
     * </pre>
     */
    public void purgeJobs(dev.tabwright.v1.PurgeJobsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.PurgeJobsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getPurgeJobsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Streams a job's events after after_sequence, first the past ones, then each as it happens. Ends with OK after the
     * terminal event that is the job's last, at once if it has been delivered before. A caller that lost the connection
     * resumes without gap or repetition with the last sequence that it received. Over REST: newline-delimited JSON;
     * server-sent events to `Accept: text/event-stream` (EventStreamService). NOT_FOUND: no such job; ABORTED: the caller
     * has not read for 30 s; UNAVAILABLE: watch again.
     * </pre>
     */
    public void watchJob(dev.tabwright.v1.WatchJobRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.JobEvent> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchJobMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Streams the events of all the caller's jobs, or of those that match the filters, after a cursor, without end. The
     * first message has the cursor of the start. A caller that lost the connection resumes without gap or repetition with
     * the last cursor that it received. The events of a job are in order; those of several jobs are approximately in
     * order. An event can arrive later than in WatchJob: only after all older transactions of the database have ended.
     * Over REST: newline-delimited JSON; server-sent events to `Accept: text/event-stream` (EventStreamService).
     * OUT_OF_RANGE: the events after the cursor are not kept any more; ABORTED: the caller has not read for 30 s;
     * UNAVAILABLE: watch again.
     * </pre>
     */
    public void watchJobs(dev.tabwright.v1.WatchJobsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.WatchJobsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchJobsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists a job's log, oldest first. NOT_FOUND: no such job.
     * </pre>
     */
    public void listJobLogs(dev.tabwright.v1.ListJobLogsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListJobLogsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListJobLogsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service JobService.
   * <pre>
   * Creates, watches and ends browser jobs. When CreateJob has answered, the job is stored in PostgreSQL and will reach a
   * terminal status, whatever process dies.
   * </pre>
   */
  public static final class JobServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<JobServiceBlockingV2Stub> {
    private JobServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected JobServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new JobServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Accepts a job. Once it has answered, the job will run, at least once. Answers 201 with Location over REST. Safe to
     * repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
     * FAILED_PRECONDITION: the browser type is inactive; PERMISSION_DENIED: the job may not open a URL, or may not run
     * JavaScript; ALREADY_EXISTS: the request_id was used for another request.
     * </pre>
     */
    public dev.tabwright.v1.CreateJobResponse createJob(dev.tabwright.v1.CreateJobRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Accepts many jobs, all of them or, when the call fails, none; much faster than the same number of calls. Answers
     * 201 over REST. Safe to repeat if the jobs have request_ids; the header Idempotency-Key sets those of all jobs that
     * have none, each with its index. INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION, PERMISSION_DENIED,
     * ALREADY_EXISTS: as for CreateJob, with fields such as `jobs[17].actions[0].target`.
     * </pre>
     */
    public dev.tabwright.v1.BatchCreateJobsResponse batchCreateJobs(dev.tabwright.v1.BatchCreateJobsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchCreateJobsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets a job with its result. NOT_FOUND when there is none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Job getJob(dev.tabwright.v1.GetJobRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists jobs, newest first, without their results.
     * </pre>
     */
    public dev.tabwright.v1.ListJobsResponse listJobs(dev.tabwright.v1.ListJobsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListJobsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Counts the jobs that match, by status, up to 10,000 of each: more are not counted. With filters, the newest 20,000 that
     * match are looked at. For an overview beside ListJobs.
     * </pre>
     */
    public dev.tabwright.v1.CountJobsResponse countJobs(dev.tabwright.v1.CountJobsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCountJobsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Cancels a job. One that waits is cancelled at once, and the answer's status is cancelled. One that runs is
     * asked to stop, and the answer's status is still processing. If it ends before its worker hears of that, it
     * ends as it would have without the call: completed or failed. So what became of it is in its terminal event
     * (WatchJob) or in its status once it has ended (GetJob), and not in this answer. No retry follows
     * in either case. Cancelling a cancelled job changes nothing and answers it.
     * NOT_FOUND: no such job; FAILED_PRECONDITION: it has completed or failed.
     * </pre>
     */
    public dev.tabwright.v1.Job cancelJob(dev.tabwright.v1.CancelJobRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCancelJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Has a running job stand still, with its page open, until ResumeJob. It does so between two steps; a step that only
     * waits is broken off, and done again later. So the answer's status is still processing; the event is job.paused. On a
     * job that stands still already, also one that waits for a person, it sets the deadline anew. While a job is paused its
     * time stands still, and a person can act in it (LiveService). At the deadline it goes on by itself.
     * NOT_FOUND: no such job; FAILED_PRECONDITION: it does not run; RESOURCE_EXHAUSTED: half of its worker's slots have jobs
     * that stand still.
     * </pre>
     */
    public dev.tabwright.v1.Job pauseJob(dev.tabwright.v1.PauseJobRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getPauseJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Has a job go on that is paused or waits for a person, or takes back a PauseJob that it has not followed yet. The
     * event is job.resumed. Control of its browser ends. With the outcome `failed`, the job fails as it would have without
     * the intervention. NOT_FOUND: no such job; FAILED_PRECONDITION: it does not stand still; or it is paused only, and the
     * outcome is `failed`.
     * </pre>
     */
    public dev.tabwright.v1.Job resumeJob(dev.tabwright.v1.ResumeJobRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getResumeJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Starts a failed or cancelled job again: it is pending, queued after the other jobs of its client, with retry_count
     * 0 and all its retries; its log, its events and the artifacts of its earlier attempts remain. The event is
     * job.replayed. Can be repeated any number of times. NOT_FOUND: no such job; FAILED_PRECONDITION: it has completed or
     * has not ended, or its browser type is inactive; RESOURCE_EXHAUSTED: too many jobs of the client wait.
     * </pre>
     */
    public dev.tabwright.v1.Job retryJob(dev.tabwright.v1.RetryJobRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRetryJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a job that has ended, before retention does: its request, its result, its events, its log, its artifacts and,
     * within a minute or so, their files; and its pending webhook deliveries. Its request_id stays taken as long as the
     * job would have been kept. NOT_FOUND: no such job; FAILED_PRECONDITION: it has not ended.
     * </pre>
     */
    public com.google.protobuf.Empty purgeJob(dev.tabwright.v1.PurgeJobRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getPurgeJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Cancels jobs, like CancelJob: those with the given ids, or those that match a filter, oldest first. Ids that are
     * no jobs, and jobs that have ended, are skipped. INVALID_ARGUMENT: neither ids nor a filter.
     * </pre>
     */
    public dev.tabwright.v1.CancelJobsResponse cancelJobs(dev.tabwright.v1.CancelJobsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCancelJobsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Starts failed and cancelled jobs again, like RetryJob: those with the given ids, or those that match a filter,
     * oldest first. All of them or, when the call fails, none. Ids that are no such jobs, and jobs whose browser type is
     * inactive, are skipped. INVALID_ARGUMENT: neither ids nor a filter; RESOURCE_EXHAUSTED: too many jobs of the client
     * would wait.
     * </pre>
     */
    public dev.tabwright.v1.RetryJobsResponse retryJobs(dev.tabwright.v1.RetryJobsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRetryJobsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes jobs that have ended, like PurgeJob: those with the given ids, or those that match a filter, oldest first.
     * Ids that are no jobs, and jobs that have not ended, are skipped. INVALID_ARGUMENT: neither ids nor a filter.
     * </pre>
     */
    public dev.tabwright.v1.PurgeJobsResponse purgeJobs(dev.tabwright.v1.PurgeJobsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getPurgeJobsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Streams a job's events after after_sequence, first the past ones, then each as it happens. Ends with OK after the
     * terminal event that is the job's last, at once if it has been delivered before. A caller that lost the connection
     * resumes without gap or repetition with the last sequence that it received. Over REST: newline-delimited JSON;
     * server-sent events to `Accept: text/event-stream` (EventStreamService). NOT_FOUND: no such job; ABORTED: the caller
     * has not read for 30 s; UNAVAILABLE: watch again.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, dev.tabwright.v1.JobEvent>
        watchJob(dev.tabwright.v1.WatchJobRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getWatchJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Streams the events of all the caller's jobs, or of those that match the filters, after a cursor, without end. The
     * first message has the cursor of the start. A caller that lost the connection resumes without gap or repetition with
     * the last cursor that it received. The events of a job are in order; those of several jobs are approximately in
     * order. An event can arrive later than in WatchJob: only after all older transactions of the database have ended.
     * Over REST: newline-delimited JSON; server-sent events to `Accept: text/event-stream` (EventStreamService).
     * OUT_OF_RANGE: the events after the cursor are not kept any more; ABORTED: the caller has not read for 30 s;
     * UNAVAILABLE: watch again.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, dev.tabwright.v1.WatchJobsResponse>
        watchJobs(dev.tabwright.v1.WatchJobsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getWatchJobsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists a job's log, oldest first. NOT_FOUND: no such job.
     * </pre>
     */
    public dev.tabwright.v1.ListJobLogsResponse listJobLogs(dev.tabwright.v1.ListJobLogsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListJobLogsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service JobService.
   * <pre>
   * Creates, watches and ends browser jobs. When CreateJob has answered, the job is stored in PostgreSQL and will reach a
   * terminal status, whatever process dies.
   * </pre>
   */
  public static final class JobServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<JobServiceBlockingStub> {
    private JobServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected JobServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new JobServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Accepts a job. Once it has answered, the job will run, at least once. Answers 201 with Location over REST. Safe to
     * repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
     * FAILED_PRECONDITION: the browser type is inactive; PERMISSION_DENIED: the job may not open a URL, or may not run
     * JavaScript; ALREADY_EXISTS: the request_id was used for another request.
     * </pre>
     */
    public dev.tabwright.v1.CreateJobResponse createJob(dev.tabwright.v1.CreateJobRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Accepts many jobs, all of them or, when the call fails, none; much faster than the same number of calls. Answers
     * 201 over REST. Safe to repeat if the jobs have request_ids; the header Idempotency-Key sets those of all jobs that
     * have none, each with its index. INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION, PERMISSION_DENIED,
     * ALREADY_EXISTS: as for CreateJob, with fields such as `jobs[17].actions[0].target`.
     * </pre>
     */
    public dev.tabwright.v1.BatchCreateJobsResponse batchCreateJobs(dev.tabwright.v1.BatchCreateJobsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchCreateJobsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets a job with its result. NOT_FOUND when there is none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Job getJob(dev.tabwright.v1.GetJobRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists jobs, newest first, without their results.
     * </pre>
     */
    public dev.tabwright.v1.ListJobsResponse listJobs(dev.tabwright.v1.ListJobsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListJobsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Counts the jobs that match, by status, up to 10,000 of each: more are not counted. With filters, the newest 20,000 that
     * match are looked at. For an overview beside ListJobs.
     * </pre>
     */
    public dev.tabwright.v1.CountJobsResponse countJobs(dev.tabwright.v1.CountJobsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCountJobsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Cancels a job. One that waits is cancelled at once, and the answer's status is cancelled. One that runs is
     * asked to stop, and the answer's status is still processing. If it ends before its worker hears of that, it
     * ends as it would have without the call: completed or failed. So what became of it is in its terminal event
     * (WatchJob) or in its status once it has ended (GetJob), and not in this answer. No retry follows
     * in either case. Cancelling a cancelled job changes nothing and answers it.
     * NOT_FOUND: no such job; FAILED_PRECONDITION: it has completed or failed.
     * </pre>
     */
    public dev.tabwright.v1.Job cancelJob(dev.tabwright.v1.CancelJobRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCancelJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Has a running job stand still, with its page open, until ResumeJob. It does so between two steps; a step that only
     * waits is broken off, and done again later. So the answer's status is still processing; the event is job.paused. On a
     * job that stands still already, also one that waits for a person, it sets the deadline anew. While a job is paused its
     * time stands still, and a person can act in it (LiveService). At the deadline it goes on by itself.
     * NOT_FOUND: no such job; FAILED_PRECONDITION: it does not run; RESOURCE_EXHAUSTED: half of its worker's slots have jobs
     * that stand still.
     * </pre>
     */
    public dev.tabwright.v1.Job pauseJob(dev.tabwright.v1.PauseJobRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getPauseJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Has a job go on that is paused or waits for a person, or takes back a PauseJob that it has not followed yet. The
     * event is job.resumed. Control of its browser ends. With the outcome `failed`, the job fails as it would have without
     * the intervention. NOT_FOUND: no such job; FAILED_PRECONDITION: it does not stand still; or it is paused only, and the
     * outcome is `failed`.
     * </pre>
     */
    public dev.tabwright.v1.Job resumeJob(dev.tabwright.v1.ResumeJobRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getResumeJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Starts a failed or cancelled job again: it is pending, queued after the other jobs of its client, with retry_count
     * 0 and all its retries; its log, its events and the artifacts of its earlier attempts remain. The event is
     * job.replayed. Can be repeated any number of times. NOT_FOUND: no such job; FAILED_PRECONDITION: it has completed or
     * has not ended, or its browser type is inactive; RESOURCE_EXHAUSTED: too many jobs of the client wait.
     * </pre>
     */
    public dev.tabwright.v1.Job retryJob(dev.tabwright.v1.RetryJobRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRetryJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a job that has ended, before retention does: its request, its result, its events, its log, its artifacts and,
     * within a minute or so, their files; and its pending webhook deliveries. Its request_id stays taken as long as the
     * job would have been kept. NOT_FOUND: no such job; FAILED_PRECONDITION: it has not ended.
     * </pre>
     */
    public com.google.protobuf.Empty purgeJob(dev.tabwright.v1.PurgeJobRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getPurgeJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Cancels jobs, like CancelJob: those with the given ids, or those that match a filter, oldest first. Ids that are
     * no jobs, and jobs that have ended, are skipped. INVALID_ARGUMENT: neither ids nor a filter.
     * </pre>
     */
    public dev.tabwright.v1.CancelJobsResponse cancelJobs(dev.tabwright.v1.CancelJobsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCancelJobsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Starts failed and cancelled jobs again, like RetryJob: those with the given ids, or those that match a filter,
     * oldest first. All of them or, when the call fails, none. Ids that are no such jobs, and jobs whose browser type is
     * inactive, are skipped. INVALID_ARGUMENT: neither ids nor a filter; RESOURCE_EXHAUSTED: too many jobs of the client
     * would wait.
     * </pre>
     */
    public dev.tabwright.v1.RetryJobsResponse retryJobs(dev.tabwright.v1.RetryJobsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRetryJobsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes jobs that have ended, like PurgeJob: those with the given ids, or those that match a filter, oldest first.
     * Ids that are no jobs, and jobs that have not ended, are skipped. INVALID_ARGUMENT: neither ids nor a filter.
     * </pre>
     */
    public dev.tabwright.v1.PurgeJobsResponse purgeJobs(dev.tabwright.v1.PurgeJobsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getPurgeJobsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Streams a job's events after after_sequence, first the past ones, then each as it happens. Ends with OK after the
     * terminal event that is the job's last, at once if it has been delivered before. A caller that lost the connection
     * resumes without gap or repetition with the last sequence that it received. Over REST: newline-delimited JSON;
     * server-sent events to `Accept: text/event-stream` (EventStreamService). NOT_FOUND: no such job; ABORTED: the caller
     * has not read for 30 s; UNAVAILABLE: watch again.
     * </pre>
     */
    public java.util.Iterator<dev.tabwright.v1.JobEvent> watchJob(
        dev.tabwright.v1.WatchJobRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Streams the events of all the caller's jobs, or of those that match the filters, after a cursor, without end. The
     * first message has the cursor of the start. A caller that lost the connection resumes without gap or repetition with
     * the last cursor that it received. The events of a job are in order; those of several jobs are approximately in
     * order. An event can arrive later than in WatchJob: only after all older transactions of the database have ended.
     * Over REST: newline-delimited JSON; server-sent events to `Accept: text/event-stream` (EventStreamService).
     * OUT_OF_RANGE: the events after the cursor are not kept any more; ABORTED: the caller has not read for 30 s;
     * UNAVAILABLE: watch again.
     * </pre>
     */
    public java.util.Iterator<dev.tabwright.v1.WatchJobsResponse> watchJobs(
        dev.tabwright.v1.WatchJobsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchJobsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists a job's log, oldest first. NOT_FOUND: no such job.
     * </pre>
     */
    public dev.tabwright.v1.ListJobLogsResponse listJobLogs(dev.tabwright.v1.ListJobLogsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListJobLogsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service JobService.
   * <pre>
   * Creates, watches and ends browser jobs. When CreateJob has answered, the job is stored in PostgreSQL and will reach a
   * terminal status, whatever process dies.
   * </pre>
   */
  public static final class JobServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<JobServiceFutureStub> {
    private JobServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected JobServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new JobServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Accepts a job. Once it has answered, the job will run, at least once. Answers 201 with Location over REST. Safe to
     * repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
     * FAILED_PRECONDITION: the browser type is inactive; PERMISSION_DENIED: the job may not open a URL, or may not run
     * JavaScript; ALREADY_EXISTS: the request_id was used for another request.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.CreateJobResponse> createJob(
        dev.tabwright.v1.CreateJobRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateJobMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Accepts many jobs, all of them or, when the call fails, none; much faster than the same number of calls. Answers
     * 201 over REST. Safe to repeat if the jobs have request_ids; the header Idempotency-Key sets those of all jobs that
     * have none, each with its index. INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION, PERMISSION_DENIED,
     * ALREADY_EXISTS: as for CreateJob, with fields such as `jobs[17].actions[0].target`.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.BatchCreateJobsResponse> batchCreateJobs(
        dev.tabwright.v1.BatchCreateJobsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchCreateJobsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets a job with its result. NOT_FOUND when there is none with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Job> getJob(
        dev.tabwright.v1.GetJobRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetJobMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists jobs, newest first, without their results.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListJobsResponse> listJobs(
        dev.tabwright.v1.ListJobsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListJobsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Counts the jobs that match, by status, up to 10,000 of each: more are not counted. With filters, the newest 20,000 that
     * match are looked at. For an overview beside ListJobs.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.CountJobsResponse> countJobs(
        dev.tabwright.v1.CountJobsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCountJobsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Cancels a job. One that waits is cancelled at once, and the answer's status is cancelled. One that runs is
     * asked to stop, and the answer's status is still processing. If it ends before its worker hears of that, it
     * ends as it would have without the call: completed or failed. So what became of it is in its terminal event
     * (WatchJob) or in its status once it has ended (GetJob), and not in this answer. No retry follows
     * in either case. Cancelling a cancelled job changes nothing and answers it.
     * NOT_FOUND: no such job; FAILED_PRECONDITION: it has completed or failed.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Job> cancelJob(
        dev.tabwright.v1.CancelJobRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCancelJobMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Has a running job stand still, with its page open, until ResumeJob. It does so between two steps; a step that only
     * waits is broken off, and done again later. So the answer's status is still processing; the event is job.paused. On a
     * job that stands still already, also one that waits for a person, it sets the deadline anew. While a job is paused its
     * time stands still, and a person can act in it (LiveService). At the deadline it goes on by itself.
     * NOT_FOUND: no such job; FAILED_PRECONDITION: it does not run; RESOURCE_EXHAUSTED: half of its worker's slots have jobs
     * that stand still.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Job> pauseJob(
        dev.tabwright.v1.PauseJobRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getPauseJobMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Has a job go on that is paused or waits for a person, or takes back a PauseJob that it has not followed yet. The
     * event is job.resumed. Control of its browser ends. With the outcome `failed`, the job fails as it would have without
     * the intervention. NOT_FOUND: no such job; FAILED_PRECONDITION: it does not stand still; or it is paused only, and the
     * outcome is `failed`.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Job> resumeJob(
        dev.tabwright.v1.ResumeJobRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getResumeJobMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Starts a failed or cancelled job again: it is pending, queued after the other jobs of its client, with retry_count
     * 0 and all its retries; its log, its events and the artifacts of its earlier attempts remain. The event is
     * job.replayed. Can be repeated any number of times. NOT_FOUND: no such job; FAILED_PRECONDITION: it has completed or
     * has not ended, or its browser type is inactive; RESOURCE_EXHAUSTED: too many jobs of the client wait.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Job> retryJob(
        dev.tabwright.v1.RetryJobRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRetryJobMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a job that has ended, before retention does: its request, its result, its events, its log, its artifacts and,
     * within a minute or so, their files; and its pending webhook deliveries. Its request_id stays taken as long as the
     * job would have been kept. NOT_FOUND: no such job; FAILED_PRECONDITION: it has not ended.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> purgeJob(
        dev.tabwright.v1.PurgeJobRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getPurgeJobMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Cancels jobs, like CancelJob: those with the given ids, or those that match a filter, oldest first. Ids that are
     * no jobs, and jobs that have ended, are skipped. INVALID_ARGUMENT: neither ids nor a filter.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.CancelJobsResponse> cancelJobs(
        dev.tabwright.v1.CancelJobsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCancelJobsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Starts failed and cancelled jobs again, like RetryJob: those with the given ids, or those that match a filter,
     * oldest first. All of them or, when the call fails, none. Ids that are no such jobs, and jobs whose browser type is
     * inactive, are skipped. INVALID_ARGUMENT: neither ids nor a filter; RESOURCE_EXHAUSTED: too many jobs of the client
     * would wait.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.RetryJobsResponse> retryJobs(
        dev.tabwright.v1.RetryJobsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRetryJobsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes jobs that have ended, like PurgeJob: those with the given ids, or those that match a filter, oldest first.
     * Ids that are no jobs, and jobs that have not ended, are skipped. INVALID_ARGUMENT: neither ids nor a filter.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.PurgeJobsResponse> purgeJobs(
        dev.tabwright.v1.PurgeJobsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getPurgeJobsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists a job's log, oldest first. NOT_FOUND: no such job.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListJobLogsResponse> listJobLogs(
        dev.tabwright.v1.ListJobLogsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListJobLogsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_JOB = 0;
  private static final int METHODID_BATCH_CREATE_JOBS = 1;
  private static final int METHODID_GET_JOB = 2;
  private static final int METHODID_LIST_JOBS = 3;
  private static final int METHODID_COUNT_JOBS = 4;
  private static final int METHODID_CANCEL_JOB = 5;
  private static final int METHODID_PAUSE_JOB = 6;
  private static final int METHODID_RESUME_JOB = 7;
  private static final int METHODID_RETRY_JOB = 8;
  private static final int METHODID_PURGE_JOB = 9;
  private static final int METHODID_CANCEL_JOBS = 10;
  private static final int METHODID_RETRY_JOBS = 11;
  private static final int METHODID_PURGE_JOBS = 12;
  private static final int METHODID_WATCH_JOB = 13;
  private static final int METHODID_WATCH_JOBS = 14;
  private static final int METHODID_LIST_JOB_LOGS = 15;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final AsyncService serviceImpl;
    private final int methodId;

    MethodHandlers(AsyncService serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_CREATE_JOB:
          serviceImpl.createJob((dev.tabwright.v1.CreateJobRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse>) responseObserver);
          break;
        case METHODID_BATCH_CREATE_JOBS:
          serviceImpl.batchCreateJobs((dev.tabwright.v1.BatchCreateJobsRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.BatchCreateJobsResponse>) responseObserver);
          break;
        case METHODID_GET_JOB:
          serviceImpl.getJob((dev.tabwright.v1.GetJobRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Job>) responseObserver);
          break;
        case METHODID_LIST_JOBS:
          serviceImpl.listJobs((dev.tabwright.v1.ListJobsRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListJobsResponse>) responseObserver);
          break;
        case METHODID_COUNT_JOBS:
          serviceImpl.countJobs((dev.tabwright.v1.CountJobsRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.CountJobsResponse>) responseObserver);
          break;
        case METHODID_CANCEL_JOB:
          serviceImpl.cancelJob((dev.tabwright.v1.CancelJobRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Job>) responseObserver);
          break;
        case METHODID_PAUSE_JOB:
          serviceImpl.pauseJob((dev.tabwright.v1.PauseJobRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Job>) responseObserver);
          break;
        case METHODID_RESUME_JOB:
          serviceImpl.resumeJob((dev.tabwright.v1.ResumeJobRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Job>) responseObserver);
          break;
        case METHODID_RETRY_JOB:
          serviceImpl.retryJob((dev.tabwright.v1.RetryJobRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Job>) responseObserver);
          break;
        case METHODID_PURGE_JOB:
          serviceImpl.purgeJob((dev.tabwright.v1.PurgeJobRequest) request,
              (io.grpc.stub.StreamObserver<com.google.protobuf.Empty>) responseObserver);
          break;
        case METHODID_CANCEL_JOBS:
          serviceImpl.cancelJobs((dev.tabwright.v1.CancelJobsRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.CancelJobsResponse>) responseObserver);
          break;
        case METHODID_RETRY_JOBS:
          serviceImpl.retryJobs((dev.tabwright.v1.RetryJobsRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.RetryJobsResponse>) responseObserver);
          break;
        case METHODID_PURGE_JOBS:
          serviceImpl.purgeJobs((dev.tabwright.v1.PurgeJobsRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.PurgeJobsResponse>) responseObserver);
          break;
        case METHODID_WATCH_JOB:
          serviceImpl.watchJob((dev.tabwright.v1.WatchJobRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.JobEvent>) responseObserver);
          break;
        case METHODID_WATCH_JOBS:
          serviceImpl.watchJobs((dev.tabwright.v1.WatchJobsRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.WatchJobsResponse>) responseObserver);
          break;
        case METHODID_LIST_JOB_LOGS:
          serviceImpl.listJobLogs((dev.tabwright.v1.ListJobLogsRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListJobLogsResponse>) responseObserver);
          break;
        default:
          throw new AssertionError();
      }
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public io.grpc.stub.StreamObserver<Req> invoke(
        io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getCreateJobMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CreateJobRequest,
              dev.tabwright.v1.CreateJobResponse>(
                service, METHODID_CREATE_JOB)))
        .addMethod(
          getBatchCreateJobsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.BatchCreateJobsRequest,
              dev.tabwright.v1.BatchCreateJobsResponse>(
                service, METHODID_BATCH_CREATE_JOBS)))
        .addMethod(
          getGetJobMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetJobRequest,
              dev.tabwright.v1.Job>(
                service, METHODID_GET_JOB)))
        .addMethod(
          getListJobsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListJobsRequest,
              dev.tabwright.v1.ListJobsResponse>(
                service, METHODID_LIST_JOBS)))
        .addMethod(
          getCountJobsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CountJobsRequest,
              dev.tabwright.v1.CountJobsResponse>(
                service, METHODID_COUNT_JOBS)))
        .addMethod(
          getCancelJobMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CancelJobRequest,
              dev.tabwright.v1.Job>(
                service, METHODID_CANCEL_JOB)))
        .addMethod(
          getPauseJobMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.PauseJobRequest,
              dev.tabwright.v1.Job>(
                service, METHODID_PAUSE_JOB)))
        .addMethod(
          getResumeJobMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ResumeJobRequest,
              dev.tabwright.v1.Job>(
                service, METHODID_RESUME_JOB)))
        .addMethod(
          getRetryJobMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.RetryJobRequest,
              dev.tabwright.v1.Job>(
                service, METHODID_RETRY_JOB)))
        .addMethod(
          getPurgeJobMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.PurgeJobRequest,
              com.google.protobuf.Empty>(
                service, METHODID_PURGE_JOB)))
        .addMethod(
          getCancelJobsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CancelJobsRequest,
              dev.tabwright.v1.CancelJobsResponse>(
                service, METHODID_CANCEL_JOBS)))
        .addMethod(
          getRetryJobsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.RetryJobsRequest,
              dev.tabwright.v1.RetryJobsResponse>(
                service, METHODID_RETRY_JOBS)))
        .addMethod(
          getPurgeJobsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.PurgeJobsRequest,
              dev.tabwright.v1.PurgeJobsResponse>(
                service, METHODID_PURGE_JOBS)))
        .addMethod(
          getWatchJobMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.tabwright.v1.WatchJobRequest,
              dev.tabwright.v1.JobEvent>(
                service, METHODID_WATCH_JOB)))
        .addMethod(
          getWatchJobsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.tabwright.v1.WatchJobsRequest,
              dev.tabwright.v1.WatchJobsResponse>(
                service, METHODID_WATCH_JOBS)))
        .addMethod(
          getListJobLogsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListJobLogsRequest,
              dev.tabwright.v1.ListJobLogsResponse>(
                service, METHODID_LIST_JOB_LOGS)))
        .build();
  }

  private static abstract class JobServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    JobServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.JobServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("JobService");
    }
  }

  private static final class JobServiceFileDescriptorSupplier
      extends JobServiceBaseDescriptorSupplier {
    JobServiceFileDescriptorSupplier() {}
  }

  private static final class JobServiceMethodDescriptorSupplier
      extends JobServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    JobServiceMethodDescriptorSupplier(java.lang.String methodName) {
      this.methodName = methodName;
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.MethodDescriptor getMethodDescriptor() {
      return getServiceDescriptor().findMethodByName(methodName);
    }
  }

  private static volatile io.grpc.ServiceDescriptor serviceDescriptor;

  public static io.grpc.ServiceDescriptor getServiceDescriptor() {
    io.grpc.ServiceDescriptor result = serviceDescriptor;
    if (result == null) {
      synchronized (JobServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new JobServiceFileDescriptorSupplier())
              .addMethod(getCreateJobMethod())
              .addMethod(getBatchCreateJobsMethod())
              .addMethod(getGetJobMethod())
              .addMethod(getListJobsMethod())
              .addMethod(getCountJobsMethod())
              .addMethod(getCancelJobMethod())
              .addMethod(getPauseJobMethod())
              .addMethod(getResumeJobMethod())
              .addMethod(getRetryJobMethod())
              .addMethod(getPurgeJobMethod())
              .addMethod(getCancelJobsMethod())
              .addMethod(getRetryJobsMethod())
              .addMethod(getPurgeJobsMethod())
              .addMethod(getWatchJobMethod())
              .addMethod(getWatchJobsMethod())
              .addMethod(getListJobLogsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
