package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Schedules create jobs at given times. Each client manages its own schedules and sees no others.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class ScheduleServiceGrpc {

  private ScheduleServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.ScheduleService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CreateScheduleRequest,
      dev.tabwright.v1.Schedule> getCreateScheduleMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateSchedule",
      requestType = dev.tabwright.v1.CreateScheduleRequest.class,
      responseType = dev.tabwright.v1.Schedule.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CreateScheduleRequest,
      dev.tabwright.v1.Schedule> getCreateScheduleMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CreateScheduleRequest, dev.tabwright.v1.Schedule> getCreateScheduleMethod;
    if ((getCreateScheduleMethod = ScheduleServiceGrpc.getCreateScheduleMethod) == null) {
      synchronized (ScheduleServiceGrpc.class) {
        if ((getCreateScheduleMethod = ScheduleServiceGrpc.getCreateScheduleMethod) == null) {
          ScheduleServiceGrpc.getCreateScheduleMethod = getCreateScheduleMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CreateScheduleRequest, dev.tabwright.v1.Schedule>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateSchedule"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateScheduleRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Schedule.getDefaultInstance()))
              .setSchemaDescriptor(new ScheduleServiceMethodDescriptorSupplier("CreateSchedule"))
              .build();
        }
      }
    }
    return getCreateScheduleMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetScheduleRequest,
      dev.tabwright.v1.Schedule> getGetScheduleMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetSchedule",
      requestType = dev.tabwright.v1.GetScheduleRequest.class,
      responseType = dev.tabwright.v1.Schedule.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetScheduleRequest,
      dev.tabwright.v1.Schedule> getGetScheduleMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetScheduleRequest, dev.tabwright.v1.Schedule> getGetScheduleMethod;
    if ((getGetScheduleMethod = ScheduleServiceGrpc.getGetScheduleMethod) == null) {
      synchronized (ScheduleServiceGrpc.class) {
        if ((getGetScheduleMethod = ScheduleServiceGrpc.getGetScheduleMethod) == null) {
          ScheduleServiceGrpc.getGetScheduleMethod = getGetScheduleMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetScheduleRequest, dev.tabwright.v1.Schedule>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetSchedule"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetScheduleRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Schedule.getDefaultInstance()))
              .setSchemaDescriptor(new ScheduleServiceMethodDescriptorSupplier("GetSchedule"))
              .build();
        }
      }
    }
    return getGetScheduleMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListSchedulesRequest,
      dev.tabwright.v1.ListSchedulesResponse> getListSchedulesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListSchedules",
      requestType = dev.tabwright.v1.ListSchedulesRequest.class,
      responseType = dev.tabwright.v1.ListSchedulesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListSchedulesRequest,
      dev.tabwright.v1.ListSchedulesResponse> getListSchedulesMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListSchedulesRequest, dev.tabwright.v1.ListSchedulesResponse> getListSchedulesMethod;
    if ((getListSchedulesMethod = ScheduleServiceGrpc.getListSchedulesMethod) == null) {
      synchronized (ScheduleServiceGrpc.class) {
        if ((getListSchedulesMethod = ScheduleServiceGrpc.getListSchedulesMethod) == null) {
          ScheduleServiceGrpc.getListSchedulesMethod = getListSchedulesMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListSchedulesRequest, dev.tabwright.v1.ListSchedulesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListSchedules"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListSchedulesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListSchedulesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ScheduleServiceMethodDescriptorSupplier("ListSchedules"))
              .build();
        }
      }
    }
    return getListSchedulesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateScheduleRequest,
      dev.tabwright.v1.Schedule> getUpdateScheduleMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateSchedule",
      requestType = dev.tabwright.v1.UpdateScheduleRequest.class,
      responseType = dev.tabwright.v1.Schedule.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateScheduleRequest,
      dev.tabwright.v1.Schedule> getUpdateScheduleMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateScheduleRequest, dev.tabwright.v1.Schedule> getUpdateScheduleMethod;
    if ((getUpdateScheduleMethod = ScheduleServiceGrpc.getUpdateScheduleMethod) == null) {
      synchronized (ScheduleServiceGrpc.class) {
        if ((getUpdateScheduleMethod = ScheduleServiceGrpc.getUpdateScheduleMethod) == null) {
          ScheduleServiceGrpc.getUpdateScheduleMethod = getUpdateScheduleMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.UpdateScheduleRequest, dev.tabwright.v1.Schedule>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateSchedule"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.UpdateScheduleRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Schedule.getDefaultInstance()))
              .setSchemaDescriptor(new ScheduleServiceMethodDescriptorSupplier("UpdateSchedule"))
              .build();
        }
      }
    }
    return getUpdateScheduleMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteScheduleRequest,
      com.google.protobuf.Empty> getDeleteScheduleMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteSchedule",
      requestType = dev.tabwright.v1.DeleteScheduleRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteScheduleRequest,
      com.google.protobuf.Empty> getDeleteScheduleMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteScheduleRequest, com.google.protobuf.Empty> getDeleteScheduleMethod;
    if ((getDeleteScheduleMethod = ScheduleServiceGrpc.getDeleteScheduleMethod) == null) {
      synchronized (ScheduleServiceGrpc.class) {
        if ((getDeleteScheduleMethod = ScheduleServiceGrpc.getDeleteScheduleMethod) == null) {
          ScheduleServiceGrpc.getDeleteScheduleMethod = getDeleteScheduleMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.DeleteScheduleRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteSchedule"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.DeleteScheduleRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new ScheduleServiceMethodDescriptorSupplier("DeleteSchedule"))
              .build();
        }
      }
    }
    return getDeleteScheduleMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.PauseScheduleRequest,
      dev.tabwright.v1.Schedule> getPauseScheduleMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "PauseSchedule",
      requestType = dev.tabwright.v1.PauseScheduleRequest.class,
      responseType = dev.tabwright.v1.Schedule.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.PauseScheduleRequest,
      dev.tabwright.v1.Schedule> getPauseScheduleMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.PauseScheduleRequest, dev.tabwright.v1.Schedule> getPauseScheduleMethod;
    if ((getPauseScheduleMethod = ScheduleServiceGrpc.getPauseScheduleMethod) == null) {
      synchronized (ScheduleServiceGrpc.class) {
        if ((getPauseScheduleMethod = ScheduleServiceGrpc.getPauseScheduleMethod) == null) {
          ScheduleServiceGrpc.getPauseScheduleMethod = getPauseScheduleMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.PauseScheduleRequest, dev.tabwright.v1.Schedule>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "PauseSchedule"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.PauseScheduleRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Schedule.getDefaultInstance()))
              .setSchemaDescriptor(new ScheduleServiceMethodDescriptorSupplier("PauseSchedule"))
              .build();
        }
      }
    }
    return getPauseScheduleMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ResumeScheduleRequest,
      dev.tabwright.v1.Schedule> getResumeScheduleMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ResumeSchedule",
      requestType = dev.tabwright.v1.ResumeScheduleRequest.class,
      responseType = dev.tabwright.v1.Schedule.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ResumeScheduleRequest,
      dev.tabwright.v1.Schedule> getResumeScheduleMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ResumeScheduleRequest, dev.tabwright.v1.Schedule> getResumeScheduleMethod;
    if ((getResumeScheduleMethod = ScheduleServiceGrpc.getResumeScheduleMethod) == null) {
      synchronized (ScheduleServiceGrpc.class) {
        if ((getResumeScheduleMethod = ScheduleServiceGrpc.getResumeScheduleMethod) == null) {
          ScheduleServiceGrpc.getResumeScheduleMethod = getResumeScheduleMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ResumeScheduleRequest, dev.tabwright.v1.Schedule>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ResumeSchedule"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ResumeScheduleRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Schedule.getDefaultInstance()))
              .setSchemaDescriptor(new ScheduleServiceMethodDescriptorSupplier("ResumeSchedule"))
              .build();
        }
      }
    }
    return getResumeScheduleMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.RunScheduleRequest,
      dev.tabwright.v1.CreateJobResponse> getRunScheduleMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RunSchedule",
      requestType = dev.tabwright.v1.RunScheduleRequest.class,
      responseType = dev.tabwright.v1.CreateJobResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.RunScheduleRequest,
      dev.tabwright.v1.CreateJobResponse> getRunScheduleMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.RunScheduleRequest, dev.tabwright.v1.CreateJobResponse> getRunScheduleMethod;
    if ((getRunScheduleMethod = ScheduleServiceGrpc.getRunScheduleMethod) == null) {
      synchronized (ScheduleServiceGrpc.class) {
        if ((getRunScheduleMethod = ScheduleServiceGrpc.getRunScheduleMethod) == null) {
          ScheduleServiceGrpc.getRunScheduleMethod = getRunScheduleMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.RunScheduleRequest, dev.tabwright.v1.CreateJobResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RunSchedule"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.RunScheduleRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateJobResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ScheduleServiceMethodDescriptorSupplier("RunSchedule"))
              .build();
        }
      }
    }
    return getRunScheduleMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static ScheduleServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ScheduleServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ScheduleServiceStub>() {
        @java.lang.Override
        public ScheduleServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ScheduleServiceStub(channel, callOptions);
        }
      };
    return ScheduleServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static ScheduleServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ScheduleServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ScheduleServiceBlockingV2Stub>() {
        @java.lang.Override
        public ScheduleServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ScheduleServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return ScheduleServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static ScheduleServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ScheduleServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ScheduleServiceBlockingStub>() {
        @java.lang.Override
        public ScheduleServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ScheduleServiceBlockingStub(channel, callOptions);
        }
      };
    return ScheduleServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static ScheduleServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ScheduleServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ScheduleServiceFutureStub>() {
        @java.lang.Override
        public ScheduleServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ScheduleServiceFutureStub(channel, callOptions);
        }
      };
    return ScheduleServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Schedules create jobs at given times. Each client manages its own schedules and sees no others.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Creates a schedule, which runs from its next time on. Its job is validated as in CreateJob, and again at each run,
     * because rules can change. Answers 201 with Location over REST. INVALID_ARGUMENT names each wrong field;
     * ALREADY_EXISTS: the client has another one with this name; PERMISSION_DENIED: the job may not open a URL, or may
     * not run JavaScript; NOT_FOUND, FAILED_PRECONDITION: its browser type does not exist or is inactive, or the client
     * has 1000 schedules.
     * </pre>
     */
    default void createSchedule(dev.tabwright.v1.CreateScheduleRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateScheduleMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets one schedule. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    default void getSchedule(dev.tabwright.v1.GetScheduleRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetScheduleMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the client's schedules, oldest first.
     * </pre>
     */
    default void listSchedules(dev.tabwright.v1.ListSchedulesRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListSchedulesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListSchedulesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. A new cron or time_zone applies from now on: runs that
     * were missed before are dropped. PUT does the same as PATCH. INVALID_ARGUMENT, ALREADY_EXISTS, PERMISSION_DENIED,
     * FAILED_PRECONDITION: as for CreateSchedule; NOT_FOUND also when the client has none with this id.
     * </pre>
     */
    default void updateSchedule(dev.tabwright.v1.UpdateScheduleRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateScheduleMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a schedule. The jobs that it created remain and continue. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    default void deleteSchedule(dev.tabwright.v1.DeleteScheduleRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteScheduleMethod(), responseObserver);
    }

    /**
     * <pre>
     * Pauses a schedule: after the answer it creates no more jobs until it is resumed. Pausing a paused one changes
     * nothing. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    default void pauseSchedule(dev.tabwright.v1.PauseScheduleRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getPauseScheduleMethod(), responseObserver);
    }

    /**
     * <pre>
     * Resumes a paused schedule from its next time on: runs during the pause do not count as missed. Resuming one that is
     * not paused changes nothing. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    default void resumeSchedule(dev.tabwright.v1.ResumeScheduleRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getResumeScheduleMethod(), responseObserver);
    }

    /**
     * <pre>
     * Creates the schedule's job now, once, also if it is paused, and whatever its overlap is. Its times do not change.
     * Answers 201 with the job's Location over REST. Safe to repeat with a request_id, as CreateJob is.
     * FAILED_PRECONDITION, PERMISSION_DENIED, ALREADY_EXISTS: as for CreateJob; NOT_FOUND also when the client has no
     * schedule with this id.
     * </pre>
     */
    default void runSchedule(dev.tabwright.v1.RunScheduleRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRunScheduleMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service ScheduleService.
   * <pre>
   * Schedules create jobs at given times. Each client manages its own schedules and sees no others.
   * </pre>
   */
  public static abstract class ScheduleServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return ScheduleServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service ScheduleService.
   * <pre>
   * Schedules create jobs at given times. Each client manages its own schedules and sees no others.
   * </pre>
   */
  public static final class ScheduleServiceStub
      extends io.grpc.stub.AbstractAsyncStub<ScheduleServiceStub> {
    private ScheduleServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ScheduleServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ScheduleServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates a schedule, which runs from its next time on. Its job is validated as in CreateJob, and again at each run,
     * because rules can change. Answers 201 with Location over REST. INVALID_ARGUMENT names each wrong field;
     * ALREADY_EXISTS: the client has another one with this name; PERMISSION_DENIED: the job may not open a URL, or may
     * not run JavaScript; NOT_FOUND, FAILED_PRECONDITION: its browser type does not exist or is inactive, or the client
     * has 1000 schedules.
     * </pre>
     */
    public void createSchedule(dev.tabwright.v1.CreateScheduleRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateScheduleMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets one schedule. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public void getSchedule(dev.tabwright.v1.GetScheduleRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetScheduleMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the client's schedules, oldest first.
     * </pre>
     */
    public void listSchedules(dev.tabwright.v1.ListSchedulesRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListSchedulesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListSchedulesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. A new cron or time_zone applies from now on: runs that
     * were missed before are dropped. PUT does the same as PATCH. INVALID_ARGUMENT, ALREADY_EXISTS, PERMISSION_DENIED,
     * FAILED_PRECONDITION: as for CreateSchedule; NOT_FOUND also when the client has none with this id.
     * </pre>
     */
    public void updateSchedule(dev.tabwright.v1.UpdateScheduleRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateScheduleMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a schedule. The jobs that it created remain and continue. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public void deleteSchedule(dev.tabwright.v1.DeleteScheduleRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteScheduleMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Pauses a schedule: after the answer it creates no more jobs until it is resumed. Pausing a paused one changes
     * nothing. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public void pauseSchedule(dev.tabwright.v1.PauseScheduleRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getPauseScheduleMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Resumes a paused schedule from its next time on: runs during the pause do not count as missed. Resuming one that is
     * not paused changes nothing. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public void resumeSchedule(dev.tabwright.v1.ResumeScheduleRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getResumeScheduleMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Creates the schedule's job now, once, also if it is paused, and whatever its overlap is. Its times do not change.
     * Answers 201 with the job's Location over REST. Safe to repeat with a request_id, as CreateJob is.
     * FAILED_PRECONDITION, PERMISSION_DENIED, ALREADY_EXISTS: as for CreateJob; NOT_FOUND also when the client has no
     * schedule with this id.
     * </pre>
     */
    public void runSchedule(dev.tabwright.v1.RunScheduleRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRunScheduleMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service ScheduleService.
   * <pre>
   * Schedules create jobs at given times. Each client manages its own schedules and sees no others.
   * </pre>
   */
  public static final class ScheduleServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<ScheduleServiceBlockingV2Stub> {
    private ScheduleServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ScheduleServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ScheduleServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates a schedule, which runs from its next time on. Its job is validated as in CreateJob, and again at each run,
     * because rules can change. Answers 201 with Location over REST. INVALID_ARGUMENT names each wrong field;
     * ALREADY_EXISTS: the client has another one with this name; PERMISSION_DENIED: the job may not open a URL, or may
     * not run JavaScript; NOT_FOUND, FAILED_PRECONDITION: its browser type does not exist or is inactive, or the client
     * has 1000 schedules.
     * </pre>
     */
    public dev.tabwright.v1.Schedule createSchedule(dev.tabwright.v1.CreateScheduleRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateScheduleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one schedule. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Schedule getSchedule(dev.tabwright.v1.GetScheduleRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetScheduleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the client's schedules, oldest first.
     * </pre>
     */
    public dev.tabwright.v1.ListSchedulesResponse listSchedules(dev.tabwright.v1.ListSchedulesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListSchedulesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. A new cron or time_zone applies from now on: runs that
     * were missed before are dropped. PUT does the same as PATCH. INVALID_ARGUMENT, ALREADY_EXISTS, PERMISSION_DENIED,
     * FAILED_PRECONDITION: as for CreateSchedule; NOT_FOUND also when the client has none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Schedule updateSchedule(dev.tabwright.v1.UpdateScheduleRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateScheduleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a schedule. The jobs that it created remain and continue. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public com.google.protobuf.Empty deleteSchedule(dev.tabwright.v1.DeleteScheduleRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteScheduleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Pauses a schedule: after the answer it creates no more jobs until it is resumed. Pausing a paused one changes
     * nothing. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Schedule pauseSchedule(dev.tabwright.v1.PauseScheduleRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getPauseScheduleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Resumes a paused schedule from its next time on: runs during the pause do not count as missed. Resuming one that is
     * not paused changes nothing. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Schedule resumeSchedule(dev.tabwright.v1.ResumeScheduleRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getResumeScheduleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Creates the schedule's job now, once, also if it is paused, and whatever its overlap is. Its times do not change.
     * Answers 201 with the job's Location over REST. Safe to repeat with a request_id, as CreateJob is.
     * FAILED_PRECONDITION, PERMISSION_DENIED, ALREADY_EXISTS: as for CreateJob; NOT_FOUND also when the client has no
     * schedule with this id.
     * </pre>
     */
    public dev.tabwright.v1.CreateJobResponse runSchedule(dev.tabwright.v1.RunScheduleRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRunScheduleMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service ScheduleService.
   * <pre>
   * Schedules create jobs at given times. Each client manages its own schedules and sees no others.
   * </pre>
   */
  public static final class ScheduleServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<ScheduleServiceBlockingStub> {
    private ScheduleServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ScheduleServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ScheduleServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates a schedule, which runs from its next time on. Its job is validated as in CreateJob, and again at each run,
     * because rules can change. Answers 201 with Location over REST. INVALID_ARGUMENT names each wrong field;
     * ALREADY_EXISTS: the client has another one with this name; PERMISSION_DENIED: the job may not open a URL, or may
     * not run JavaScript; NOT_FOUND, FAILED_PRECONDITION: its browser type does not exist or is inactive, or the client
     * has 1000 schedules.
     * </pre>
     */
    public dev.tabwright.v1.Schedule createSchedule(dev.tabwright.v1.CreateScheduleRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateScheduleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one schedule. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Schedule getSchedule(dev.tabwright.v1.GetScheduleRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetScheduleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the client's schedules, oldest first.
     * </pre>
     */
    public dev.tabwright.v1.ListSchedulesResponse listSchedules(dev.tabwright.v1.ListSchedulesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListSchedulesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. A new cron or time_zone applies from now on: runs that
     * were missed before are dropped. PUT does the same as PATCH. INVALID_ARGUMENT, ALREADY_EXISTS, PERMISSION_DENIED,
     * FAILED_PRECONDITION: as for CreateSchedule; NOT_FOUND also when the client has none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Schedule updateSchedule(dev.tabwright.v1.UpdateScheduleRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateScheduleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a schedule. The jobs that it created remain and continue. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public com.google.protobuf.Empty deleteSchedule(dev.tabwright.v1.DeleteScheduleRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteScheduleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Pauses a schedule: after the answer it creates no more jobs until it is resumed. Pausing a paused one changes
     * nothing. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Schedule pauseSchedule(dev.tabwright.v1.PauseScheduleRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getPauseScheduleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Resumes a paused schedule from its next time on: runs during the pause do not count as missed. Resuming one that is
     * not paused changes nothing. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Schedule resumeSchedule(dev.tabwright.v1.ResumeScheduleRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getResumeScheduleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Creates the schedule's job now, once, also if it is paused, and whatever its overlap is. Its times do not change.
     * Answers 201 with the job's Location over REST. Safe to repeat with a request_id, as CreateJob is.
     * FAILED_PRECONDITION, PERMISSION_DENIED, ALREADY_EXISTS: as for CreateJob; NOT_FOUND also when the client has no
     * schedule with this id.
     * </pre>
     */
    public dev.tabwright.v1.CreateJobResponse runSchedule(dev.tabwright.v1.RunScheduleRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRunScheduleMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service ScheduleService.
   * <pre>
   * Schedules create jobs at given times. Each client manages its own schedules and sees no others.
   * </pre>
   */
  public static final class ScheduleServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<ScheduleServiceFutureStub> {
    private ScheduleServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ScheduleServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ScheduleServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates a schedule, which runs from its next time on. Its job is validated as in CreateJob, and again at each run,
     * because rules can change. Answers 201 with Location over REST. INVALID_ARGUMENT names each wrong field;
     * ALREADY_EXISTS: the client has another one with this name; PERMISSION_DENIED: the job may not open a URL, or may
     * not run JavaScript; NOT_FOUND, FAILED_PRECONDITION: its browser type does not exist or is inactive, or the client
     * has 1000 schedules.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Schedule> createSchedule(
        dev.tabwright.v1.CreateScheduleRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateScheduleMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets one schedule. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Schedule> getSchedule(
        dev.tabwright.v1.GetScheduleRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetScheduleMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the client's schedules, oldest first.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListSchedulesResponse> listSchedules(
        dev.tabwright.v1.ListSchedulesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListSchedulesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. A new cron or time_zone applies from now on: runs that
     * were missed before are dropped. PUT does the same as PATCH. INVALID_ARGUMENT, ALREADY_EXISTS, PERMISSION_DENIED,
     * FAILED_PRECONDITION: as for CreateSchedule; NOT_FOUND also when the client has none with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Schedule> updateSchedule(
        dev.tabwright.v1.UpdateScheduleRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateScheduleMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a schedule. The jobs that it created remain and continue. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> deleteSchedule(
        dev.tabwright.v1.DeleteScheduleRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteScheduleMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Pauses a schedule: after the answer it creates no more jobs until it is resumed. Pausing a paused one changes
     * nothing. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Schedule> pauseSchedule(
        dev.tabwright.v1.PauseScheduleRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getPauseScheduleMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Resumes a paused schedule from its next time on: runs during the pause do not count as missed. Resuming one that is
     * not paused changes nothing. NOT_FOUND: the client has none with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Schedule> resumeSchedule(
        dev.tabwright.v1.ResumeScheduleRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getResumeScheduleMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Creates the schedule's job now, once, also if it is paused, and whatever its overlap is. Its times do not change.
     * Answers 201 with the job's Location over REST. Safe to repeat with a request_id, as CreateJob is.
     * FAILED_PRECONDITION, PERMISSION_DENIED, ALREADY_EXISTS: as for CreateJob; NOT_FOUND also when the client has no
     * schedule with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.CreateJobResponse> runSchedule(
        dev.tabwright.v1.RunScheduleRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRunScheduleMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_SCHEDULE = 0;
  private static final int METHODID_GET_SCHEDULE = 1;
  private static final int METHODID_LIST_SCHEDULES = 2;
  private static final int METHODID_UPDATE_SCHEDULE = 3;
  private static final int METHODID_DELETE_SCHEDULE = 4;
  private static final int METHODID_PAUSE_SCHEDULE = 5;
  private static final int METHODID_RESUME_SCHEDULE = 6;
  private static final int METHODID_RUN_SCHEDULE = 7;

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
        case METHODID_CREATE_SCHEDULE:
          serviceImpl.createSchedule((dev.tabwright.v1.CreateScheduleRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule>) responseObserver);
          break;
        case METHODID_GET_SCHEDULE:
          serviceImpl.getSchedule((dev.tabwright.v1.GetScheduleRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule>) responseObserver);
          break;
        case METHODID_LIST_SCHEDULES:
          serviceImpl.listSchedules((dev.tabwright.v1.ListSchedulesRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListSchedulesResponse>) responseObserver);
          break;
        case METHODID_UPDATE_SCHEDULE:
          serviceImpl.updateSchedule((dev.tabwright.v1.UpdateScheduleRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule>) responseObserver);
          break;
        case METHODID_DELETE_SCHEDULE:
          serviceImpl.deleteSchedule((dev.tabwright.v1.DeleteScheduleRequest) request,
              (io.grpc.stub.StreamObserver<com.google.protobuf.Empty>) responseObserver);
          break;
        case METHODID_PAUSE_SCHEDULE:
          serviceImpl.pauseSchedule((dev.tabwright.v1.PauseScheduleRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule>) responseObserver);
          break;
        case METHODID_RESUME_SCHEDULE:
          serviceImpl.resumeSchedule((dev.tabwright.v1.ResumeScheduleRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Schedule>) responseObserver);
          break;
        case METHODID_RUN_SCHEDULE:
          serviceImpl.runSchedule((dev.tabwright.v1.RunScheduleRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse>) responseObserver);
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
          getCreateScheduleMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CreateScheduleRequest,
              dev.tabwright.v1.Schedule>(
                service, METHODID_CREATE_SCHEDULE)))
        .addMethod(
          getGetScheduleMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetScheduleRequest,
              dev.tabwright.v1.Schedule>(
                service, METHODID_GET_SCHEDULE)))
        .addMethod(
          getListSchedulesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListSchedulesRequest,
              dev.tabwright.v1.ListSchedulesResponse>(
                service, METHODID_LIST_SCHEDULES)))
        .addMethod(
          getUpdateScheduleMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.UpdateScheduleRequest,
              dev.tabwright.v1.Schedule>(
                service, METHODID_UPDATE_SCHEDULE)))
        .addMethod(
          getDeleteScheduleMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.DeleteScheduleRequest,
              com.google.protobuf.Empty>(
                service, METHODID_DELETE_SCHEDULE)))
        .addMethod(
          getPauseScheduleMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.PauseScheduleRequest,
              dev.tabwright.v1.Schedule>(
                service, METHODID_PAUSE_SCHEDULE)))
        .addMethod(
          getResumeScheduleMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ResumeScheduleRequest,
              dev.tabwright.v1.Schedule>(
                service, METHODID_RESUME_SCHEDULE)))
        .addMethod(
          getRunScheduleMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.RunScheduleRequest,
              dev.tabwright.v1.CreateJobResponse>(
                service, METHODID_RUN_SCHEDULE)))
        .build();
  }

  private static abstract class ScheduleServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    ScheduleServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.ScheduleServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("ScheduleService");
    }
  }

  private static final class ScheduleServiceFileDescriptorSupplier
      extends ScheduleServiceBaseDescriptorSupplier {
    ScheduleServiceFileDescriptorSupplier() {}
  }

  private static final class ScheduleServiceMethodDescriptorSupplier
      extends ScheduleServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    ScheduleServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (ScheduleServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new ScheduleServiceFileDescriptorSupplier())
              .addMethod(getCreateScheduleMethod())
              .addMethod(getGetScheduleMethod())
              .addMethod(getListSchedulesMethod())
              .addMethod(getUpdateScheduleMethod())
              .addMethod(getDeleteScheduleMethod())
              .addMethod(getPauseScheduleMethod())
              .addMethod(getResumeScheduleMethod())
              .addMethod(getRunScheduleMethod())
              .build();
        }
      }
    }
    return result;
  }
}
