package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Tasks: jobs by name, with parameters in place of actions. docs/tasks.md lists those that every installation has.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class TaskTypeServiceGrpc {

  private TaskTypeServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.TaskTypeService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListTaskTypesRequest,
      dev.tabwright.v1.ListTaskTypesResponse> getListTaskTypesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListTaskTypes",
      requestType = dev.tabwright.v1.ListTaskTypesRequest.class,
      responseType = dev.tabwright.v1.ListTaskTypesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListTaskTypesRequest,
      dev.tabwright.v1.ListTaskTypesResponse> getListTaskTypesMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListTaskTypesRequest, dev.tabwright.v1.ListTaskTypesResponse> getListTaskTypesMethod;
    if ((getListTaskTypesMethod = TaskTypeServiceGrpc.getListTaskTypesMethod) == null) {
      synchronized (TaskTypeServiceGrpc.class) {
        if ((getListTaskTypesMethod = TaskTypeServiceGrpc.getListTaskTypesMethod) == null) {
          TaskTypeServiceGrpc.getListTaskTypesMethod = getListTaskTypesMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListTaskTypesRequest, dev.tabwright.v1.ListTaskTypesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListTaskTypes"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListTaskTypesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListTaskTypesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TaskTypeServiceMethodDescriptorSupplier("ListTaskTypes"))
              .build();
        }
      }
    }
    return getListTaskTypesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetTaskTypeRequest,
      dev.tabwright.v1.TaskType> getGetTaskTypeMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetTaskType",
      requestType = dev.tabwright.v1.GetTaskTypeRequest.class,
      responseType = dev.tabwright.v1.TaskType.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetTaskTypeRequest,
      dev.tabwright.v1.TaskType> getGetTaskTypeMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetTaskTypeRequest, dev.tabwright.v1.TaskType> getGetTaskTypeMethod;
    if ((getGetTaskTypeMethod = TaskTypeServiceGrpc.getGetTaskTypeMethod) == null) {
      synchronized (TaskTypeServiceGrpc.class) {
        if ((getGetTaskTypeMethod = TaskTypeServiceGrpc.getGetTaskTypeMethod) == null) {
          TaskTypeServiceGrpc.getGetTaskTypeMethod = getGetTaskTypeMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetTaskTypeRequest, dev.tabwright.v1.TaskType>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetTaskType"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetTaskTypeRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.TaskType.getDefaultInstance()))
              .setSchemaDescriptor(new TaskTypeServiceMethodDescriptorSupplier("GetTaskType"))
              .build();
        }
      }
    }
    return getGetTaskTypeMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.RunTaskRequest,
      dev.tabwright.v1.CreateJobResponse> getRunTaskMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RunTask",
      requestType = dev.tabwright.v1.RunTaskRequest.class,
      responseType = dev.tabwright.v1.CreateJobResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.RunTaskRequest,
      dev.tabwright.v1.CreateJobResponse> getRunTaskMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.RunTaskRequest, dev.tabwright.v1.CreateJobResponse> getRunTaskMethod;
    if ((getRunTaskMethod = TaskTypeServiceGrpc.getRunTaskMethod) == null) {
      synchronized (TaskTypeServiceGrpc.class) {
        if ((getRunTaskMethod = TaskTypeServiceGrpc.getRunTaskMethod) == null) {
          TaskTypeServiceGrpc.getRunTaskMethod = getRunTaskMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.RunTaskRequest, dev.tabwright.v1.CreateJobResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RunTask"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.RunTaskRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateJobResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TaskTypeServiceMethodDescriptorSupplier("RunTask"))
              .build();
        }
      }
    }
    return getRunTaskMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.PutTaskTypeRequest,
      dev.tabwright.v1.TaskType> getPutTaskTypeMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "PutTaskType",
      requestType = dev.tabwright.v1.PutTaskTypeRequest.class,
      responseType = dev.tabwright.v1.TaskType.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.PutTaskTypeRequest,
      dev.tabwright.v1.TaskType> getPutTaskTypeMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.PutTaskTypeRequest, dev.tabwright.v1.TaskType> getPutTaskTypeMethod;
    if ((getPutTaskTypeMethod = TaskTypeServiceGrpc.getPutTaskTypeMethod) == null) {
      synchronized (TaskTypeServiceGrpc.class) {
        if ((getPutTaskTypeMethod = TaskTypeServiceGrpc.getPutTaskTypeMethod) == null) {
          TaskTypeServiceGrpc.getPutTaskTypeMethod = getPutTaskTypeMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.PutTaskTypeRequest, dev.tabwright.v1.TaskType>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "PutTaskType"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.PutTaskTypeRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.TaskType.getDefaultInstance()))
              .setSchemaDescriptor(new TaskTypeServiceMethodDescriptorSupplier("PutTaskType"))
              .build();
        }
      }
    }
    return getPutTaskTypeMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteTaskTypeRequest,
      com.google.protobuf.Empty> getDeleteTaskTypeMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteTaskType",
      requestType = dev.tabwright.v1.DeleteTaskTypeRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteTaskTypeRequest,
      com.google.protobuf.Empty> getDeleteTaskTypeMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteTaskTypeRequest, com.google.protobuf.Empty> getDeleteTaskTypeMethod;
    if ((getDeleteTaskTypeMethod = TaskTypeServiceGrpc.getDeleteTaskTypeMethod) == null) {
      synchronized (TaskTypeServiceGrpc.class) {
        if ((getDeleteTaskTypeMethod = TaskTypeServiceGrpc.getDeleteTaskTypeMethod) == null) {
          TaskTypeServiceGrpc.getDeleteTaskTypeMethod = getDeleteTaskTypeMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.DeleteTaskTypeRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteTaskType"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.DeleteTaskTypeRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new TaskTypeServiceMethodDescriptorSupplier("DeleteTaskType"))
              .build();
        }
      }
    }
    return getDeleteTaskTypeMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static TaskTypeServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TaskTypeServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TaskTypeServiceStub>() {
        @java.lang.Override
        public TaskTypeServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TaskTypeServiceStub(channel, callOptions);
        }
      };
    return TaskTypeServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static TaskTypeServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TaskTypeServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TaskTypeServiceBlockingV2Stub>() {
        @java.lang.Override
        public TaskTypeServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TaskTypeServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return TaskTypeServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static TaskTypeServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TaskTypeServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TaskTypeServiceBlockingStub>() {
        @java.lang.Override
        public TaskTypeServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TaskTypeServiceBlockingStub(channel, callOptions);
        }
      };
    return TaskTypeServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static TaskTypeServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TaskTypeServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TaskTypeServiceFutureStub>() {
        @java.lang.Override
        public TaskTypeServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TaskTypeServiceFutureStub(channel, callOptions);
        }
      };
    return TaskTypeServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Tasks: jobs by name, with parameters in place of actions. docs/tasks.md lists those that every installation has.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Lists the task types, by name, without their schemas.
     * </pre>
     */
    default void listTaskTypes(dev.tabwright.v1.ListTaskTypesRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListTaskTypesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListTaskTypesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets a task type with the schemas of its parameters and of its result. NOT_FOUND: there is none with this name, and
     * the message has the nearest ones; or it has no such version.
     * </pre>
     */
    default void getTaskType(dev.tabwright.v1.GetTaskTypeRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.TaskType> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetTaskTypeMethod(), responseObserver);
    }

    /**
     * <pre>
     * Creates the job that a task makes of parameters. It is a job like others: all calls about jobs take it. Its result
     * has the task's (JobResult.task). Answers 201 with Location over REST. Safe to repeat with a request_id.
     * INVALID_ARGUMENT names each wrong parameter, such as `parameters.url`; NOT_FOUND: there is no such task, and the
     * message has the nearest names, or no such version of it, or no such browser type; FAILED_PRECONDITION: the operator
     * has not enabled the task, or the browser type is inactive; PERMISSION_DENIED: the job may not open a URL;
     * ALREADY_EXISTS: the request_id was used for another request.
     * </pre>
     */
    default void runTask(dev.tabwright.v1.RunTaskRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRunTaskMethod(), responseObserver);
    }

    /**
     * <pre>
     * Makes a task type of the client's own, or a new version of it: a job with places for parameters, as data.
     * docs/own-task-types.md describes it. If the newest version is the same, nothing changes. The newest 100 versions are
     * kept; jobs keep what they need of theirs. A task type of the installation with the same name is hidden from the
     * client by its own. Answers 201 with Location over REST where there was none of this name. INVALID_ARGUMENT names
     * each wrong field, such as `job.actions[0].url` or `parameters.properties.url`; ABORTED: the newest version is not
     * the expected_version; FAILED_PRECONDITION: there are 200 task types already.
     * </pre>
     */
    default void putTaskType(dev.tabwright.v1.PutTaskTypeRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.TaskType> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getPutTaskTypeMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a task type of the client's own, with all its versions. Its jobs remain, and go on. One that is put by this
     * name later begins with version 1 again. NOT_FOUND: the client has made none with this name.
     * </pre>
     */
    default void deleteTaskType(dev.tabwright.v1.DeleteTaskTypeRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteTaskTypeMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service TaskTypeService.
   * <pre>
   * Tasks: jobs by name, with parameters in place of actions. docs/tasks.md lists those that every installation has.
   * </pre>
   */
  public static abstract class TaskTypeServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return TaskTypeServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service TaskTypeService.
   * <pre>
   * Tasks: jobs by name, with parameters in place of actions. docs/tasks.md lists those that every installation has.
   * </pre>
   */
  public static final class TaskTypeServiceStub
      extends io.grpc.stub.AbstractAsyncStub<TaskTypeServiceStub> {
    private TaskTypeServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TaskTypeServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TaskTypeServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the task types, by name, without their schemas.
     * </pre>
     */
    public void listTaskTypes(dev.tabwright.v1.ListTaskTypesRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListTaskTypesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListTaskTypesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets a task type with the schemas of its parameters and of its result. NOT_FOUND: there is none with this name, and
     * the message has the nearest ones; or it has no such version.
     * </pre>
     */
    public void getTaskType(dev.tabwright.v1.GetTaskTypeRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.TaskType> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetTaskTypeMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Creates the job that a task makes of parameters. It is a job like others: all calls about jobs take it. Its result
     * has the task's (JobResult.task). Answers 201 with Location over REST. Safe to repeat with a request_id.
     * INVALID_ARGUMENT names each wrong parameter, such as `parameters.url`; NOT_FOUND: there is no such task, and the
     * message has the nearest names, or no such version of it, or no such browser type; FAILED_PRECONDITION: the operator
     * has not enabled the task, or the browser type is inactive; PERMISSION_DENIED: the job may not open a URL;
     * ALREADY_EXISTS: the request_id was used for another request.
     * </pre>
     */
    public void runTask(dev.tabwright.v1.RunTaskRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRunTaskMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Makes a task type of the client's own, or a new version of it: a job with places for parameters, as data.
     * docs/own-task-types.md describes it. If the newest version is the same, nothing changes. The newest 100 versions are
     * kept; jobs keep what they need of theirs. A task type of the installation with the same name is hidden from the
     * client by its own. Answers 201 with Location over REST where there was none of this name. INVALID_ARGUMENT names
     * each wrong field, such as `job.actions[0].url` or `parameters.properties.url`; ABORTED: the newest version is not
     * the expected_version; FAILED_PRECONDITION: there are 200 task types already.
     * </pre>
     */
    public void putTaskType(dev.tabwright.v1.PutTaskTypeRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.TaskType> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getPutTaskTypeMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a task type of the client's own, with all its versions. Its jobs remain, and go on. One that is put by this
     * name later begins with version 1 again. NOT_FOUND: the client has made none with this name.
     * </pre>
     */
    public void deleteTaskType(dev.tabwright.v1.DeleteTaskTypeRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteTaskTypeMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service TaskTypeService.
   * <pre>
   * Tasks: jobs by name, with parameters in place of actions. docs/tasks.md lists those that every installation has.
   * </pre>
   */
  public static final class TaskTypeServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<TaskTypeServiceBlockingV2Stub> {
    private TaskTypeServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TaskTypeServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TaskTypeServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the task types, by name, without their schemas.
     * </pre>
     */
    public dev.tabwright.v1.ListTaskTypesResponse listTaskTypes(dev.tabwright.v1.ListTaskTypesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListTaskTypesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets a task type with the schemas of its parameters and of its result. NOT_FOUND: there is none with this name, and
     * the message has the nearest ones; or it has no such version.
     * </pre>
     */
    public dev.tabwright.v1.TaskType getTaskType(dev.tabwright.v1.GetTaskTypeRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetTaskTypeMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Creates the job that a task makes of parameters. It is a job like others: all calls about jobs take it. Its result
     * has the task's (JobResult.task). Answers 201 with Location over REST. Safe to repeat with a request_id.
     * INVALID_ARGUMENT names each wrong parameter, such as `parameters.url`; NOT_FOUND: there is no such task, and the
     * message has the nearest names, or no such version of it, or no such browser type; FAILED_PRECONDITION: the operator
     * has not enabled the task, or the browser type is inactive; PERMISSION_DENIED: the job may not open a URL;
     * ALREADY_EXISTS: the request_id was used for another request.
     * </pre>
     */
    public dev.tabwright.v1.CreateJobResponse runTask(dev.tabwright.v1.RunTaskRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRunTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a task type of the client's own, or a new version of it: a job with places for parameters, as data.
     * docs/own-task-types.md describes it. If the newest version is the same, nothing changes. The newest 100 versions are
     * kept; jobs keep what they need of theirs. A task type of the installation with the same name is hidden from the
     * client by its own. Answers 201 with Location over REST where there was none of this name. INVALID_ARGUMENT names
     * each wrong field, such as `job.actions[0].url` or `parameters.properties.url`; ABORTED: the newest version is not
     * the expected_version; FAILED_PRECONDITION: there are 200 task types already.
     * </pre>
     */
    public dev.tabwright.v1.TaskType putTaskType(dev.tabwright.v1.PutTaskTypeRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getPutTaskTypeMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a task type of the client's own, with all its versions. Its jobs remain, and go on. One that is put by this
     * name later begins with version 1 again. NOT_FOUND: the client has made none with this name.
     * </pre>
     */
    public com.google.protobuf.Empty deleteTaskType(dev.tabwright.v1.DeleteTaskTypeRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteTaskTypeMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service TaskTypeService.
   * <pre>
   * Tasks: jobs by name, with parameters in place of actions. docs/tasks.md lists those that every installation has.
   * </pre>
   */
  public static final class TaskTypeServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<TaskTypeServiceBlockingStub> {
    private TaskTypeServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TaskTypeServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TaskTypeServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the task types, by name, without their schemas.
     * </pre>
     */
    public dev.tabwright.v1.ListTaskTypesResponse listTaskTypes(dev.tabwright.v1.ListTaskTypesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListTaskTypesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets a task type with the schemas of its parameters and of its result. NOT_FOUND: there is none with this name, and
     * the message has the nearest ones; or it has no such version.
     * </pre>
     */
    public dev.tabwright.v1.TaskType getTaskType(dev.tabwright.v1.GetTaskTypeRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetTaskTypeMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Creates the job that a task makes of parameters. It is a job like others: all calls about jobs take it. Its result
     * has the task's (JobResult.task). Answers 201 with Location over REST. Safe to repeat with a request_id.
     * INVALID_ARGUMENT names each wrong parameter, such as `parameters.url`; NOT_FOUND: there is no such task, and the
     * message has the nearest names, or no such version of it, or no such browser type; FAILED_PRECONDITION: the operator
     * has not enabled the task, or the browser type is inactive; PERMISSION_DENIED: the job may not open a URL;
     * ALREADY_EXISTS: the request_id was used for another request.
     * </pre>
     */
    public dev.tabwright.v1.CreateJobResponse runTask(dev.tabwright.v1.RunTaskRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRunTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a task type of the client's own, or a new version of it: a job with places for parameters, as data.
     * docs/own-task-types.md describes it. If the newest version is the same, nothing changes. The newest 100 versions are
     * kept; jobs keep what they need of theirs. A task type of the installation with the same name is hidden from the
     * client by its own. Answers 201 with Location over REST where there was none of this name. INVALID_ARGUMENT names
     * each wrong field, such as `job.actions[0].url` or `parameters.properties.url`; ABORTED: the newest version is not
     * the expected_version; FAILED_PRECONDITION: there are 200 task types already.
     * </pre>
     */
    public dev.tabwright.v1.TaskType putTaskType(dev.tabwright.v1.PutTaskTypeRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getPutTaskTypeMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a task type of the client's own, with all its versions. Its jobs remain, and go on. One that is put by this
     * name later begins with version 1 again. NOT_FOUND: the client has made none with this name.
     * </pre>
     */
    public com.google.protobuf.Empty deleteTaskType(dev.tabwright.v1.DeleteTaskTypeRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteTaskTypeMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service TaskTypeService.
   * <pre>
   * Tasks: jobs by name, with parameters in place of actions. docs/tasks.md lists those that every installation has.
   * </pre>
   */
  public static final class TaskTypeServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<TaskTypeServiceFutureStub> {
    private TaskTypeServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TaskTypeServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TaskTypeServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the task types, by name, without their schemas.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListTaskTypesResponse> listTaskTypes(
        dev.tabwright.v1.ListTaskTypesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListTaskTypesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets a task type with the schemas of its parameters and of its result. NOT_FOUND: there is none with this name, and
     * the message has the nearest ones; or it has no such version.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.TaskType> getTaskType(
        dev.tabwright.v1.GetTaskTypeRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetTaskTypeMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Creates the job that a task makes of parameters. It is a job like others: all calls about jobs take it. Its result
     * has the task's (JobResult.task). Answers 201 with Location over REST. Safe to repeat with a request_id.
     * INVALID_ARGUMENT names each wrong parameter, such as `parameters.url`; NOT_FOUND: there is no such task, and the
     * message has the nearest names, or no such version of it, or no such browser type; FAILED_PRECONDITION: the operator
     * has not enabled the task, or the browser type is inactive; PERMISSION_DENIED: the job may not open a URL;
     * ALREADY_EXISTS: the request_id was used for another request.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.CreateJobResponse> runTask(
        dev.tabwright.v1.RunTaskRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRunTaskMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Makes a task type of the client's own, or a new version of it: a job with places for parameters, as data.
     * docs/own-task-types.md describes it. If the newest version is the same, nothing changes. The newest 100 versions are
     * kept; jobs keep what they need of theirs. A task type of the installation with the same name is hidden from the
     * client by its own. Answers 201 with Location over REST where there was none of this name. INVALID_ARGUMENT names
     * each wrong field, such as `job.actions[0].url` or `parameters.properties.url`; ABORTED: the newest version is not
     * the expected_version; FAILED_PRECONDITION: there are 200 task types already.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.TaskType> putTaskType(
        dev.tabwright.v1.PutTaskTypeRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getPutTaskTypeMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a task type of the client's own, with all its versions. Its jobs remain, and go on. One that is put by this
     * name later begins with version 1 again. NOT_FOUND: the client has made none with this name.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> deleteTaskType(
        dev.tabwright.v1.DeleteTaskTypeRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteTaskTypeMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_TASK_TYPES = 0;
  private static final int METHODID_GET_TASK_TYPE = 1;
  private static final int METHODID_RUN_TASK = 2;
  private static final int METHODID_PUT_TASK_TYPE = 3;
  private static final int METHODID_DELETE_TASK_TYPE = 4;

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
        case METHODID_LIST_TASK_TYPES:
          serviceImpl.listTaskTypes((dev.tabwright.v1.ListTaskTypesRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListTaskTypesResponse>) responseObserver);
          break;
        case METHODID_GET_TASK_TYPE:
          serviceImpl.getTaskType((dev.tabwright.v1.GetTaskTypeRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.TaskType>) responseObserver);
          break;
        case METHODID_RUN_TASK:
          serviceImpl.runTask((dev.tabwright.v1.RunTaskRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse>) responseObserver);
          break;
        case METHODID_PUT_TASK_TYPE:
          serviceImpl.putTaskType((dev.tabwright.v1.PutTaskTypeRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.TaskType>) responseObserver);
          break;
        case METHODID_DELETE_TASK_TYPE:
          serviceImpl.deleteTaskType((dev.tabwright.v1.DeleteTaskTypeRequest) request,
              (io.grpc.stub.StreamObserver<com.google.protobuf.Empty>) responseObserver);
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
          getListTaskTypesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListTaskTypesRequest,
              dev.tabwright.v1.ListTaskTypesResponse>(
                service, METHODID_LIST_TASK_TYPES)))
        .addMethod(
          getGetTaskTypeMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetTaskTypeRequest,
              dev.tabwright.v1.TaskType>(
                service, METHODID_GET_TASK_TYPE)))
        .addMethod(
          getRunTaskMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.RunTaskRequest,
              dev.tabwright.v1.CreateJobResponse>(
                service, METHODID_RUN_TASK)))
        .addMethod(
          getPutTaskTypeMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.PutTaskTypeRequest,
              dev.tabwright.v1.TaskType>(
                service, METHODID_PUT_TASK_TYPE)))
        .addMethod(
          getDeleteTaskTypeMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.DeleteTaskTypeRequest,
              com.google.protobuf.Empty>(
                service, METHODID_DELETE_TASK_TYPE)))
        .build();
  }

  private static abstract class TaskTypeServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    TaskTypeServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.TaskTypeServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("TaskTypeService");
    }
  }

  private static final class TaskTypeServiceFileDescriptorSupplier
      extends TaskTypeServiceBaseDescriptorSupplier {
    TaskTypeServiceFileDescriptorSupplier() {}
  }

  private static final class TaskTypeServiceMethodDescriptorSupplier
      extends TaskTypeServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    TaskTypeServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (TaskTypeServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new TaskTypeServiceFileDescriptorSupplier())
              .addMethod(getListTaskTypesMethod())
              .addMethod(getGetTaskTypeMethod())
              .addMethod(getRunTaskMethod())
              .addMethod(getPutTaskTypeMethod())
              .addMethod(getDeleteTaskTypeMethod())
              .build();
        }
      }
    }
    return result;
  }
}
