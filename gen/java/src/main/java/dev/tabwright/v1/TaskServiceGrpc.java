package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Tasks: jobs in the words of people, who name what is to be done and watch how it goes. Everything about a task is its
 * job's: there is no other queue, and no other list. docs/tasks-api.md describes it.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class TaskServiceGrpc {

  private TaskServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.TaskService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CreateTaskRequest,
      dev.tabwright.v1.Task> getCreateTaskMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateTask",
      requestType = dev.tabwright.v1.CreateTaskRequest.class,
      responseType = dev.tabwright.v1.Task.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CreateTaskRequest,
      dev.tabwright.v1.Task> getCreateTaskMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CreateTaskRequest, dev.tabwright.v1.Task> getCreateTaskMethod;
    if ((getCreateTaskMethod = TaskServiceGrpc.getCreateTaskMethod) == null) {
      synchronized (TaskServiceGrpc.class) {
        if ((getCreateTaskMethod = TaskServiceGrpc.getCreateTaskMethod) == null) {
          TaskServiceGrpc.getCreateTaskMethod = getCreateTaskMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CreateTaskRequest, dev.tabwright.v1.Task>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateTask"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateTaskRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Task.getDefaultInstance()))
              .setSchemaDescriptor(new TaskServiceMethodDescriptorSupplier("CreateTask"))
              .build();
        }
      }
    }
    return getCreateTaskMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetTaskRequest,
      dev.tabwright.v1.Task> getGetTaskMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetTask",
      requestType = dev.tabwright.v1.GetTaskRequest.class,
      responseType = dev.tabwright.v1.Task.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetTaskRequest,
      dev.tabwright.v1.Task> getGetTaskMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetTaskRequest, dev.tabwright.v1.Task> getGetTaskMethod;
    if ((getGetTaskMethod = TaskServiceGrpc.getGetTaskMethod) == null) {
      synchronized (TaskServiceGrpc.class) {
        if ((getGetTaskMethod = TaskServiceGrpc.getGetTaskMethod) == null) {
          TaskServiceGrpc.getGetTaskMethod = getGetTaskMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetTaskRequest, dev.tabwright.v1.Task>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetTask"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetTaskRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Task.getDefaultInstance()))
              .setSchemaDescriptor(new TaskServiceMethodDescriptorSupplier("GetTask"))
              .build();
        }
      }
    }
    return getGetTaskMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListTasksRequest,
      dev.tabwright.v1.ListTasksResponse> getListTasksMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListTasks",
      requestType = dev.tabwright.v1.ListTasksRequest.class,
      responseType = dev.tabwright.v1.ListTasksResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListTasksRequest,
      dev.tabwright.v1.ListTasksResponse> getListTasksMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListTasksRequest, dev.tabwright.v1.ListTasksResponse> getListTasksMethod;
    if ((getListTasksMethod = TaskServiceGrpc.getListTasksMethod) == null) {
      synchronized (TaskServiceGrpc.class) {
        if ((getListTasksMethod = TaskServiceGrpc.getListTasksMethod) == null) {
          TaskServiceGrpc.getListTasksMethod = getListTasksMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListTasksRequest, dev.tabwright.v1.ListTasksResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListTasks"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListTasksRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListTasksResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TaskServiceMethodDescriptorSupplier("ListTasks"))
              .build();
        }
      }
    }
    return getListTasksMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateTaskRequest,
      dev.tabwright.v1.Task> getUpdateTaskMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateTask",
      requestType = dev.tabwright.v1.UpdateTaskRequest.class,
      responseType = dev.tabwright.v1.Task.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateTaskRequest,
      dev.tabwright.v1.Task> getUpdateTaskMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateTaskRequest, dev.tabwright.v1.Task> getUpdateTaskMethod;
    if ((getUpdateTaskMethod = TaskServiceGrpc.getUpdateTaskMethod) == null) {
      synchronized (TaskServiceGrpc.class) {
        if ((getUpdateTaskMethod = TaskServiceGrpc.getUpdateTaskMethod) == null) {
          TaskServiceGrpc.getUpdateTaskMethod = getUpdateTaskMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.UpdateTaskRequest, dev.tabwright.v1.Task>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateTask"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.UpdateTaskRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Task.getDefaultInstance()))
              .setSchemaDescriptor(new TaskServiceMethodDescriptorSupplier("UpdateTask"))
              .build();
        }
      }
    }
    return getUpdateTaskMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CancelTaskRequest,
      dev.tabwright.v1.Task> getCancelTaskMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CancelTask",
      requestType = dev.tabwright.v1.CancelTaskRequest.class,
      responseType = dev.tabwright.v1.Task.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CancelTaskRequest,
      dev.tabwright.v1.Task> getCancelTaskMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CancelTaskRequest, dev.tabwright.v1.Task> getCancelTaskMethod;
    if ((getCancelTaskMethod = TaskServiceGrpc.getCancelTaskMethod) == null) {
      synchronized (TaskServiceGrpc.class) {
        if ((getCancelTaskMethod = TaskServiceGrpc.getCancelTaskMethod) == null) {
          TaskServiceGrpc.getCancelTaskMethod = getCancelTaskMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CancelTaskRequest, dev.tabwright.v1.Task>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CancelTask"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CancelTaskRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Task.getDefaultInstance()))
              .setSchemaDescriptor(new TaskServiceMethodDescriptorSupplier("CancelTask"))
              .build();
        }
      }
    }
    return getCancelTaskMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteTaskRequest,
      com.google.protobuf.Empty> getDeleteTaskMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteTask",
      requestType = dev.tabwright.v1.DeleteTaskRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteTaskRequest,
      com.google.protobuf.Empty> getDeleteTaskMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteTaskRequest, com.google.protobuf.Empty> getDeleteTaskMethod;
    if ((getDeleteTaskMethod = TaskServiceGrpc.getDeleteTaskMethod) == null) {
      synchronized (TaskServiceGrpc.class) {
        if ((getDeleteTaskMethod = TaskServiceGrpc.getDeleteTaskMethod) == null) {
          TaskServiceGrpc.getDeleteTaskMethod = getDeleteTaskMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.DeleteTaskRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteTask"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.DeleteTaskRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new TaskServiceMethodDescriptorSupplier("DeleteTask"))
              .build();
        }
      }
    }
    return getDeleteTaskMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListTaskStepsRequest,
      dev.tabwright.v1.ListTaskStepsResponse> getListTaskStepsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListTaskSteps",
      requestType = dev.tabwright.v1.ListTaskStepsRequest.class,
      responseType = dev.tabwright.v1.ListTaskStepsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListTaskStepsRequest,
      dev.tabwright.v1.ListTaskStepsResponse> getListTaskStepsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListTaskStepsRequest, dev.tabwright.v1.ListTaskStepsResponse> getListTaskStepsMethod;
    if ((getListTaskStepsMethod = TaskServiceGrpc.getListTaskStepsMethod) == null) {
      synchronized (TaskServiceGrpc.class) {
        if ((getListTaskStepsMethod = TaskServiceGrpc.getListTaskStepsMethod) == null) {
          TaskServiceGrpc.getListTaskStepsMethod = getListTaskStepsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListTaskStepsRequest, dev.tabwright.v1.ListTaskStepsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListTaskSteps"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListTaskStepsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListTaskStepsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TaskServiceMethodDescriptorSupplier("ListTaskSteps"))
              .build();
        }
      }
    }
    return getListTaskStepsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static TaskServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TaskServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TaskServiceStub>() {
        @java.lang.Override
        public TaskServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TaskServiceStub(channel, callOptions);
        }
      };
    return TaskServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static TaskServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TaskServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TaskServiceBlockingV2Stub>() {
        @java.lang.Override
        public TaskServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TaskServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return TaskServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static TaskServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TaskServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TaskServiceBlockingStub>() {
        @java.lang.Override
        public TaskServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TaskServiceBlockingStub(channel, callOptions);
        }
      };
    return TaskServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static TaskServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TaskServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TaskServiceFutureStub>() {
        @java.lang.Override
        public TaskServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TaskServiceFutureStub(channel, callOptions);
        }
      };
    return TaskServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Tasks: jobs in the words of people, who name what is to be done and watch how it goes. Everything about a task is its
   * job's: there is no other queue, and no other list. docs/tasks-api.md describes it.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Makes a task: by a task type and ticket_details, or by target_url and actions. Answers 201 with Location over REST.
     * Safe to repeat with a request_id. The errors are those of RunTask and CreateJob; FAILED_PRECONDITION also where
     * company_details cannot be sealed: SECRETS_KEYS is not set.
     * </pre>
     */
    default void createTask(dev.tabwright.v1.CreateTaskRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Task> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateTaskMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets a task. NOT_FOUND: there is none with this id.
     * </pre>
     */
    default void getTask(dev.tabwright.v1.GetTaskRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Task> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetTaskMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists tasks, newest first, without their output: all jobs of the client are tasks.
     * </pre>
     */
    default void listTasks(dev.tabwright.v1.ListTasksRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListTasksResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListTasksMethod(), responseObserver);
    }

    /**
     * <pre>
     * Pauses a task, or has it go on: to PAUSED, as PauseJob; to RUNNING, as ResumeJob, or as RetryJob if it has FAILED. It
     * answers the task as it is then, which may reach that status a little later. NOT_FOUND: there is none with this id;
     * FAILED_PRECONDITION: it cannot come to that status from its own.
     * </pre>
     */
    default void updateTask(dev.tabwright.v1.UpdateTaskRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Task> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateTaskMethod(), responseObserver);
    }

    /**
     * <pre>
     * Cancels a task, as CancelJob. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: it has completed or failed.
     * </pre>
     */
    default void cancelTask(dev.tabwright.v1.CancelTaskRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Task> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCancelTaskMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a task that has ended, as PurgeJob. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: it has not
     * ended.
     * </pre>
     */
    default void deleteTask(dev.tabwright.v1.DeleteTaskRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteTaskMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the steps of a task, in the order of time: what was done, how long it took, and who did it. NOT_FOUND: there is
     * no task with this id.
     * </pre>
     */
    default void listTaskSteps(dev.tabwright.v1.ListTaskStepsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListTaskStepsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListTaskStepsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service TaskService.
   * <pre>
   * Tasks: jobs in the words of people, who name what is to be done and watch how it goes. Everything about a task is its
   * job's: there is no other queue, and no other list. docs/tasks-api.md describes it.
   * </pre>
   */
  public static abstract class TaskServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return TaskServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service TaskService.
   * <pre>
   * Tasks: jobs in the words of people, who name what is to be done and watch how it goes. Everything about a task is its
   * job's: there is no other queue, and no other list. docs/tasks-api.md describes it.
   * </pre>
   */
  public static final class TaskServiceStub
      extends io.grpc.stub.AbstractAsyncStub<TaskServiceStub> {
    private TaskServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TaskServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TaskServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a task: by a task type and ticket_details, or by target_url and actions. Answers 201 with Location over REST.
     * Safe to repeat with a request_id. The errors are those of RunTask and CreateJob; FAILED_PRECONDITION also where
     * company_details cannot be sealed: SECRETS_KEYS is not set.
     * </pre>
     */
    public void createTask(dev.tabwright.v1.CreateTaskRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Task> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateTaskMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets a task. NOT_FOUND: there is none with this id.
     * </pre>
     */
    public void getTask(dev.tabwright.v1.GetTaskRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Task> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetTaskMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists tasks, newest first, without their output: all jobs of the client are tasks.
     * </pre>
     */
    public void listTasks(dev.tabwright.v1.ListTasksRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListTasksResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListTasksMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Pauses a task, or has it go on: to PAUSED, as PauseJob; to RUNNING, as ResumeJob, or as RetryJob if it has FAILED. It
     * answers the task as it is then, which may reach that status a little later. NOT_FOUND: there is none with this id;
     * FAILED_PRECONDITION: it cannot come to that status from its own.
     * </pre>
     */
    public void updateTask(dev.tabwright.v1.UpdateTaskRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Task> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateTaskMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Cancels a task, as CancelJob. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: it has completed or failed.
     * </pre>
     */
    public void cancelTask(dev.tabwright.v1.CancelTaskRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Task> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCancelTaskMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a task that has ended, as PurgeJob. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: it has not
     * ended.
     * </pre>
     */
    public void deleteTask(dev.tabwright.v1.DeleteTaskRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteTaskMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the steps of a task, in the order of time: what was done, how long it took, and who did it. NOT_FOUND: there is
     * no task with this id.
     * </pre>
     */
    public void listTaskSteps(dev.tabwright.v1.ListTaskStepsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListTaskStepsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListTaskStepsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service TaskService.
   * <pre>
   * Tasks: jobs in the words of people, who name what is to be done and watch how it goes. Everything about a task is its
   * job's: there is no other queue, and no other list. docs/tasks-api.md describes it.
   * </pre>
   */
  public static final class TaskServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<TaskServiceBlockingV2Stub> {
    private TaskServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TaskServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TaskServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a task: by a task type and ticket_details, or by target_url and actions. Answers 201 with Location over REST.
     * Safe to repeat with a request_id. The errors are those of RunTask and CreateJob; FAILED_PRECONDITION also where
     * company_details cannot be sealed: SECRETS_KEYS is not set.
     * </pre>
     */
    public dev.tabwright.v1.Task createTask(dev.tabwright.v1.CreateTaskRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets a task. NOT_FOUND: there is none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Task getTask(dev.tabwright.v1.GetTaskRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists tasks, newest first, without their output: all jobs of the client are tasks.
     * </pre>
     */
    public dev.tabwright.v1.ListTasksResponse listTasks(dev.tabwright.v1.ListTasksRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListTasksMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Pauses a task, or has it go on: to PAUSED, as PauseJob; to RUNNING, as ResumeJob, or as RetryJob if it has FAILED. It
     * answers the task as it is then, which may reach that status a little later. NOT_FOUND: there is none with this id;
     * FAILED_PRECONDITION: it cannot come to that status from its own.
     * </pre>
     */
    public dev.tabwright.v1.Task updateTask(dev.tabwright.v1.UpdateTaskRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Cancels a task, as CancelJob. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: it has completed or failed.
     * </pre>
     */
    public dev.tabwright.v1.Task cancelTask(dev.tabwright.v1.CancelTaskRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCancelTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a task that has ended, as PurgeJob. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: it has not
     * ended.
     * </pre>
     */
    public com.google.protobuf.Empty deleteTask(dev.tabwright.v1.DeleteTaskRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the steps of a task, in the order of time: what was done, how long it took, and who did it. NOT_FOUND: there is
     * no task with this id.
     * </pre>
     */
    public dev.tabwright.v1.ListTaskStepsResponse listTaskSteps(dev.tabwright.v1.ListTaskStepsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListTaskStepsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service TaskService.
   * <pre>
   * Tasks: jobs in the words of people, who name what is to be done and watch how it goes. Everything about a task is its
   * job's: there is no other queue, and no other list. docs/tasks-api.md describes it.
   * </pre>
   */
  public static final class TaskServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<TaskServiceBlockingStub> {
    private TaskServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TaskServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TaskServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a task: by a task type and ticket_details, or by target_url and actions. Answers 201 with Location over REST.
     * Safe to repeat with a request_id. The errors are those of RunTask and CreateJob; FAILED_PRECONDITION also where
     * company_details cannot be sealed: SECRETS_KEYS is not set.
     * </pre>
     */
    public dev.tabwright.v1.Task createTask(dev.tabwright.v1.CreateTaskRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets a task. NOT_FOUND: there is none with this id.
     * </pre>
     */
    public dev.tabwright.v1.Task getTask(dev.tabwright.v1.GetTaskRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists tasks, newest first, without their output: all jobs of the client are tasks.
     * </pre>
     */
    public dev.tabwright.v1.ListTasksResponse listTasks(dev.tabwright.v1.ListTasksRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListTasksMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Pauses a task, or has it go on: to PAUSED, as PauseJob; to RUNNING, as ResumeJob, or as RetryJob if it has FAILED. It
     * answers the task as it is then, which may reach that status a little later. NOT_FOUND: there is none with this id;
     * FAILED_PRECONDITION: it cannot come to that status from its own.
     * </pre>
     */
    public dev.tabwright.v1.Task updateTask(dev.tabwright.v1.UpdateTaskRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Cancels a task, as CancelJob. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: it has completed or failed.
     * </pre>
     */
    public dev.tabwright.v1.Task cancelTask(dev.tabwright.v1.CancelTaskRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCancelTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a task that has ended, as PurgeJob. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: it has not
     * ended.
     * </pre>
     */
    public com.google.protobuf.Empty deleteTask(dev.tabwright.v1.DeleteTaskRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the steps of a task, in the order of time: what was done, how long it took, and who did it. NOT_FOUND: there is
     * no task with this id.
     * </pre>
     */
    public dev.tabwright.v1.ListTaskStepsResponse listTaskSteps(dev.tabwright.v1.ListTaskStepsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListTaskStepsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service TaskService.
   * <pre>
   * Tasks: jobs in the words of people, who name what is to be done and watch how it goes. Everything about a task is its
   * job's: there is no other queue, and no other list. docs/tasks-api.md describes it.
   * </pre>
   */
  public static final class TaskServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<TaskServiceFutureStub> {
    private TaskServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TaskServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TaskServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a task: by a task type and ticket_details, or by target_url and actions. Answers 201 with Location over REST.
     * Safe to repeat with a request_id. The errors are those of RunTask and CreateJob; FAILED_PRECONDITION also where
     * company_details cannot be sealed: SECRETS_KEYS is not set.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Task> createTask(
        dev.tabwright.v1.CreateTaskRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateTaskMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets a task. NOT_FOUND: there is none with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Task> getTask(
        dev.tabwright.v1.GetTaskRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetTaskMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists tasks, newest first, without their output: all jobs of the client are tasks.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListTasksResponse> listTasks(
        dev.tabwright.v1.ListTasksRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListTasksMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Pauses a task, or has it go on: to PAUSED, as PauseJob; to RUNNING, as ResumeJob, or as RetryJob if it has FAILED. It
     * answers the task as it is then, which may reach that status a little later. NOT_FOUND: there is none with this id;
     * FAILED_PRECONDITION: it cannot come to that status from its own.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Task> updateTask(
        dev.tabwright.v1.UpdateTaskRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateTaskMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Cancels a task, as CancelJob. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: it has completed or failed.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Task> cancelTask(
        dev.tabwright.v1.CancelTaskRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCancelTaskMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a task that has ended, as PurgeJob. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: it has not
     * ended.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> deleteTask(
        dev.tabwright.v1.DeleteTaskRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteTaskMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the steps of a task, in the order of time: what was done, how long it took, and who did it. NOT_FOUND: there is
     * no task with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListTaskStepsResponse> listTaskSteps(
        dev.tabwright.v1.ListTaskStepsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListTaskStepsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_TASK = 0;
  private static final int METHODID_GET_TASK = 1;
  private static final int METHODID_LIST_TASKS = 2;
  private static final int METHODID_UPDATE_TASK = 3;
  private static final int METHODID_CANCEL_TASK = 4;
  private static final int METHODID_DELETE_TASK = 5;
  private static final int METHODID_LIST_TASK_STEPS = 6;

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
        case METHODID_CREATE_TASK:
          serviceImpl.createTask((dev.tabwright.v1.CreateTaskRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Task>) responseObserver);
          break;
        case METHODID_GET_TASK:
          serviceImpl.getTask((dev.tabwright.v1.GetTaskRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Task>) responseObserver);
          break;
        case METHODID_LIST_TASKS:
          serviceImpl.listTasks((dev.tabwright.v1.ListTasksRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListTasksResponse>) responseObserver);
          break;
        case METHODID_UPDATE_TASK:
          serviceImpl.updateTask((dev.tabwright.v1.UpdateTaskRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Task>) responseObserver);
          break;
        case METHODID_CANCEL_TASK:
          serviceImpl.cancelTask((dev.tabwright.v1.CancelTaskRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Task>) responseObserver);
          break;
        case METHODID_DELETE_TASK:
          serviceImpl.deleteTask((dev.tabwright.v1.DeleteTaskRequest) request,
              (io.grpc.stub.StreamObserver<com.google.protobuf.Empty>) responseObserver);
          break;
        case METHODID_LIST_TASK_STEPS:
          serviceImpl.listTaskSteps((dev.tabwright.v1.ListTaskStepsRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListTaskStepsResponse>) responseObserver);
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
          getCreateTaskMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CreateTaskRequest,
              dev.tabwright.v1.Task>(
                service, METHODID_CREATE_TASK)))
        .addMethod(
          getGetTaskMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetTaskRequest,
              dev.tabwright.v1.Task>(
                service, METHODID_GET_TASK)))
        .addMethod(
          getListTasksMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListTasksRequest,
              dev.tabwright.v1.ListTasksResponse>(
                service, METHODID_LIST_TASKS)))
        .addMethod(
          getUpdateTaskMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.UpdateTaskRequest,
              dev.tabwright.v1.Task>(
                service, METHODID_UPDATE_TASK)))
        .addMethod(
          getCancelTaskMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CancelTaskRequest,
              dev.tabwright.v1.Task>(
                service, METHODID_CANCEL_TASK)))
        .addMethod(
          getDeleteTaskMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.DeleteTaskRequest,
              com.google.protobuf.Empty>(
                service, METHODID_DELETE_TASK)))
        .addMethod(
          getListTaskStepsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListTaskStepsRequest,
              dev.tabwright.v1.ListTaskStepsResponse>(
                service, METHODID_LIST_TASK_STEPS)))
        .build();
  }

  private static abstract class TaskServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    TaskServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.TaskServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("TaskService");
    }
  }

  private static final class TaskServiceFileDescriptorSupplier
      extends TaskServiceBaseDescriptorSupplier {
    TaskServiceFileDescriptorSupplier() {}
  }

  private static final class TaskServiceMethodDescriptorSupplier
      extends TaskServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    TaskServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (TaskServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new TaskServiceFileDescriptorSupplier())
              .addMethod(getCreateTaskMethod())
              .addMethod(getGetTaskMethod())
              .addMethod(getListTasksMethod())
              .addMethod(getUpdateTaskMethod())
              .addMethod(getCancelTaskMethod())
              .addMethod(getDeleteTaskMethod())
              .addMethod(getListTaskStepsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
