using Skylite.Graphs.Onnx;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Tests.Native.OnnxRuntime;

public sealed class InferenceSessionTests
{
    [Fact]
    public void The_runtime_tells_version_place_and_providers()
    {
        Assert.Matches(@"^1\.\d+\.\d+", OrtEnvironment.Version);
        Assert.Contains("onnxruntime", OrtEnvironment.LibraryPath, StringComparison.Ordinal);
        Assert.Contains("CPUExecutionProvider", OrtEnvironment.AvailableProviders);
        Assert.NotEmpty(OrtEnvironment.BuildInfo);
    }

    [Fact]
    public void A_model_in_memory_runs()
    {
        using var session = new InferenceSession(SmallModels.Dense().Bytes());

        Assert.Equal([5, 7, 0, 0], Run(session, [2, 5, 3, -1, 0, 1], 2));
    }

    [Fact]
    public void A_model_in_a_file_runs_like_the_one_in_memory()
    {
        var path = Path.Combine(Path.GetTempPath(), $"skylite-{Guid.NewGuid():N}.onnx");
        try
        {
            OnnxWriter.Write(SmallModels.Dense(), path);
            using var session = new InferenceSession(path);

            Assert.Equal(path, session.Source);
            Assert.Equal([5, 7], Run(session, [2, 5, 3], 1));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Inputs_outputs_and_metadata_are_told()
    {
        using var session = new InferenceSession(SmallModels.Dense().Bytes());

        var input = Assert.Single(session.Inputs);
        Assert.Equal("x", input.Name);
        Assert.Equal(TensorElementType.Float, input.ElementType);
        Assert.Equal([-1, 3], input.Dimensions);
        Assert.Equal(["N", string.Empty], input.SymbolicDimensions);
        Assert.Equal("x Float[N,3]", input.ToString());
        Assert.Equal("y", Assert.Single(session.Outputs).Name);
        Assert.Equal("dense", session.Metadata.GraphName);
        Assert.Equal("Skylite", session.Metadata.ProducerName);
        Assert.Equal("grün", session.Metadata.CustomMetadataMap["colour"]);
        Assert.Equal(string.Empty, session.Metadata.CustomMetadataMap["empty"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    public void The_batch_can_change_from_run_to_run(int batch)
    {
        using var session = new InferenceSession(SmallModels.Dense().Bytes());

        Assert.Equal([5, 7], Run(session, [2, 5, 3], 1));
        Assert.Equal(
            Enumerable.Repeat(new float[] { 5, 7 }, batch).SelectMany(v => v),
            Run(session, [.. Enumerable.Repeat(new float[] { 2, 5, 3 }, batch).SelectMany(v => v)], batch));
    }

    [Fact]
    public void A_wrong_shape_is_told_with_what_was_given_and_what_is_expected()
    {
        using var session = new InferenceSession(SmallModels.Dense().Bytes(), name: "tiny");

        var error = Assert.Throws<OrtException>(() => Run(session, [1, 2, 3, 4], 1, 4));

        Assert.Equal(OrtErrorCode.InvalidArgument, error.Code);
        Assert.Contains("'tiny'", error.Message, StringComparison.Ordinal);
        Assert.Contains("x Float[1,4]", error.Message, StringComparison.Ordinal);
        Assert.Contains("x Float[N,3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_name_is_told_with_the_right_ones()
    {
        using var session = new InferenceSession(SmallModels.Dense().Bytes());
        using var value = OrtValue.CreateTensorValueFromMemory(new float[3], [1, 3]);

        var error = Assert.Throws<OrtException>(() => session.Run(new Dictionary<string, OrtValue> { ["z"] = value }));
        Assert.Contains("no input 'z'; it has x", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<OrtException>(() => session.Run(new Dictionary<string, OrtValue> { ["x"] = value }, ["q"]));
        Assert.Contains("no output 'q'; it has y", error.Message, StringComparison.Ordinal);
        Assert.Throws<OrtException>(() => session.Run(new Dictionary<string, OrtValue>()));
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused()
    {
        var whole = SmallModels.Dense().Bytes();

        Assert.Contains("'odd'", Assert.Throws<OrtException>(() => new InferenceSession("nonsense"u8, name: "odd")).Message, StringComparison.Ordinal);
        Assert.Throws<OrtException>(() => new InferenceSession(whole.AsSpan(0, whole.Length / 2)));
        Assert.Throws<OrtException>(() => new InferenceSession([]));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<FileNotFoundException>(() => new InferenceSession("no-such-model.onnx"));
        Assert.Contains("no-such-model.onnx", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_optimised_graph_can_be_saved_and_read()
    {
        var path = Path.Combine(Path.GetTempPath(), $"skylite-{Guid.NewGuid():N}.onnx");
        try
        {
            var options = new SessionOptions { OptimizedModelFilePath = path, GraphOptimizationLevel = GraphOptimizationLevel.Extended };
            using (new InferenceSession(SmallModels.Convolutional().Bytes(), options))
            {
            }

            Assert.Contains(OnnxReader.Read(path).Nodes, n => n.OpType == "FusedConv");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_profile_names_the_nodes()
    {
        var prefix = Path.Combine(Path.GetTempPath(), $"skylite-{Guid.NewGuid():N}");
        using var session = new InferenceSession(SmallModels.Dense().Bytes(), new SessionOptions { ProfileOutputPathPrefix = prefix });
        Run(session, [1, 2, 3], 1);

        var path = session.EndProfiling();
        try
        {
            Assert.StartsWith(prefix, path, StringComparison.Ordinal);
            Assert.Contains("kernel_time", File.ReadAllText(path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Every_option_is_taken()
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.Parallel,
            GraphOptimizationLevel = GraphOptimizationLevel.DisableAll,
            EnableMemoryPattern = false,
            EnableCpuMemArena = false,
            AllowSpinning = false,
            LogId = "test",
            LogSeverityLevel = OrtLoggingLevel.Fatal,
            FreeDimensionOverrides = new Dictionary<string, long> { ["N"] = 2 },
            ConfigEntries = new Dictionary<string, string> { ["session.set_denormal_as_zero"] = "1" },
        };
        using var session = new InferenceSession(SmallModels.Dense().Bytes(), options);

        Assert.Equal([2, 3], session.Inputs[0].Dimensions);
        Assert.Equal([5, 7, 0, 0], Run(session, [2, 5, 3, -1, 0, 1], 2));
    }

    [Fact]
    public void A_cancelled_run_ends_with_the_usual_exception()
    {
        using var session = new InferenceSession(SmallModels.Dense().Bytes());
        using var value = OrtValue.CreateTensorValueFromMemory(new float[3], [1, 3]);

        Assert.Throws<OperationCanceledException>(() => session.Run(
            new Dictionary<string, OrtValue> { ["x"] = value }, cancellationToken: new CancellationToken(true)));
        using var running = new CancellationTokenSource();
        using var outputs = session.Run(new Dictionary<string, OrtValue> { ["x"] = value }, cancellationToken: running.Token);
        Assert.Equal([0, 0], outputs["y"].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void A_disposed_session_says_so()
    {
        var session = new InferenceSession(SmallModels.Dense().Bytes());
        session.Dispose();
        session.Dispose();

        Assert.Throws<OrtException>(() => Run(session, [1, 2, 3], 1));
        Assert.Throws<ObjectDisposedException>(session.CreateIoBinding);
    }

    private static float[] Run(InferenceSession session, float[] data, params long[] shape)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(data, shape.Length == 1 ? [shape[0], 3] : shape);
        using var outputs = session.Run(new Dictionary<string, OrtValue> { ["x"] = input });
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
