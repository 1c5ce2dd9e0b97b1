using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Native.OnnxRuntime;
using Skylite.Native.Torch;
using Skylite.Training;

namespace Skylite.Tests.Native.Training;

/// <summary>Runs a graph in ONNX Runtime and in the interpreter on the same inputs.</summary>
internal static class OrtOracle
{
    public static float[][] RunOrt(Graph graph, IReadOnlyDictionary<string, Tensor> feeds)
    {
        using var session = new InferenceSession(OnnxWriter.ToBytes(graph));
        var inputs = feeds.ToDictionary(f => f.Key, f => ToOrt(f.Value));
        using var outputs = session.Run(inputs, [.. graph.Outputs.Select(o => o.Name)]);
        var results = outputs.Select(Read).ToArray();
        foreach (var input in inputs.Values)
        {
            input.Dispose();
        }

        return results;
    }

    public static float[][] RunInterpreter(Graph graph, IReadOnlyDictionary<string, Tensor> feeds, InterpreterOptions? options = null)
    {
        using var scope = new TensorScope();
        using var interpreter = new Interpreter(graph, options);
        var outputs = interpreter.Run(
            [.. graph.Inputs.Where(i => i.Constant is null).Select(i => GraphTensors.ToTorch(feeds[i.Name]))], interpreter.OutputNames, RunMode.Evaluate);
        return [.. outputs.Select(o => o.ToArray<float>())];
    }

    public static void AssertSame(Graph graph, IReadOnlyDictionary<string, Tensor> feeds, double tolerance = 1e-4)
    {
        var expected = RunOrt(graph, feeds);
        var actual = RunInterpreter(graph, feeds);
        for (var i = 0; i < expected.Length; i++)
        {
            AssertClose(expected[i], actual[i], tolerance, graph.Outputs[i].Name);
        }
    }

    public static void AssertClose(float[] expected, float[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = Math.Max(1, expected.Where(float.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (var i = 0; i < expected.Length; i++)
        {
            var same = expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= tolerance * scale;
            Assert.True(same, $"{what}[{i}]: {expected[i]} expected, {actual[i]} found.");
        }
    }

    public static Tensor Noise(int seed, params long[] shape)
    {
        var random = new Random(seed);
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)((random.NextDouble() * 4) - 2);
        }

        return Tensor.Create<float>(values, shape);
    }

    /// <summary>Shuffled numbers between −2 and 2 that lie so far apart that a small step never changes which is larger.</summary>
    public static Tensor Spread(int seed, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (4f * (i + 0.5f) / values.Length) - 2;
        }

        new Random(seed).Shuffle(values);
        return Tensor.Create<float>(values, shape);
    }

    private static OrtValue ToOrt(Tensor tensor) => tensor.Type switch
    {
        ElementType.Float => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<float>(), tensor.Dimensions),
        ElementType.Int64 => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<long>(), tensor.Dimensions),
        ElementType.Int32 => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<int>(), tensor.Dimensions),
        ElementType.UInt8 => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<byte>(), tensor.Dimensions),
        ElementType.Int8 => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<sbyte>(), tensor.Dimensions),
        ElementType.Bool => OrtValue.CreateTensorValueFromMemory(tensor.ToArray<bool>(), tensor.Dimensions),
        _ => throw new NotSupportedException(tensor.ToString()),
    };

    private static float[] Read(OrtValue value) => value.ElementType switch
    {
        TensorElementType.Float => value.GetTensorDataAsSpan<float>().ToArray(),
        TensorElementType.Int64 => Array.ConvertAll(value.GetTensorDataAsSpan<long>().ToArray(), v => (float)v),
        TensorElementType.Int32 => Array.ConvertAll(value.GetTensorDataAsSpan<int>().ToArray(), v => (float)v),
        TensorElementType.UInt8 => Array.ConvertAll(value.GetTensorDataAsSpan<byte>().ToArray(), v => (float)v),
        TensorElementType.Int8 => Array.ConvertAll(value.GetTensorDataAsSpan<sbyte>().ToArray(), v => (float)v),
        TensorElementType.Bool => Array.ConvertAll(value.GetTensorDataAsSpan<bool>().ToArray(), v => v ? 1f : 0f),
        _ => throw new NotSupportedException(value.ToString()),
    };
}
