using System.Globalization;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Native.Gdal;
using Skylite.Native.OnnxRuntime;
using Skylite.Native.Torch;

namespace Skylite.Workbench.Machines;

/// <summary>Looks which engine of which version was found where, and tries each with a small task whose answer is known.</summary>
public static class Doctor
{
    /// <summary>Examines every engine; an engine that fails does not stop the others.</summary>
    public static IReadOnlyList<EngineHealth> Examine() =>
    [
        Examine("libtorch", Torch),
        Examine("ONNX Runtime", OnnxRuntime),
        Examine("GDAL", Gdal),
    ];

    private static EngineHealth Examine(string engine, Func<EngineHealth> look)
    {
        try
        {
            return look();
        }
        catch (Exception e)
        {
            return new EngineHealth(engine, string.Empty, string.Empty, string.Empty, e.Message);
        }
    }

    private static EngineHealth Torch()
    {
        TorchRuntime.Load();
        TorchRuntime.Threads = Environment.ProcessorCount;
        using var scope = new TensorScope();
        var x = TorchTensor.From<float>([3], 1);
        x.RequiresGrad = true;
        Aten.Mul(x, x).Backward();
        var gradient = x.Grad!.Item();
        var gpu = TorchRuntime.HasCuda ? string.Create(CultureInfo.InvariantCulture, $"{TorchRuntime.CudaDevices} CUDA devices") : "no GPU";
        return new EngineHealth(
            "libtorch", TorchRuntime.Version, TorchRuntime.LibraryPath, string.Create(CultureInfo.InvariantCulture, $"{TorchRuntime.Threads} threads, {gpu}"),
            gradient == 6 ? null : string.Create(CultureInfo.InvariantCulture, $"the gradient of x² at 3 came out as {gradient}, not 6"));
    }

    private static EngineHealth OnnxRuntime()
    {
        var graph = new Graph("smoke-test");
        var input = graph.AddInput("x", ElementType.Float, Shape.Of(1, 2));
        graph.AddOutput(graph.Apply("Relu", "y", input));
        graph.Outputs[0].Type = ElementType.Float;
        graph.Outputs[0].Shape = Shape.Of(1, 2);
        using var session = new InferenceSession(OnnxWriter.ToBytes(graph));
        using var value = OrtValue.CreateTensorValueFromMemory(new float[] { -1, 2 }, [1, 2]);
        using var outputs = session.Run(new Dictionary<string, OrtValue> { ["x"] = value }, ["y"]);
        var result = outputs[0].GetTensorDataAsSpan<float>();
        return new EngineHealth(
            "ONNX Runtime", OrtEnvironment.Version, OrtEnvironment.LibraryPath, string.Join(", ", OrtEnvironment.AvailableProviders),
            result[0] == 0 && result[1] == 2 ? null : "Relu of −1 and 2 did not come out as 0 and 2");
    }

    private static EngineHealth Gdal()
    {
        byte[] pixels = [0, 50, 100, 150, 200, 250];
        var spec = new GdalRasterSpec(3, 2, 1, GdalDataType.Byte);
        using var image = GdalDataset.CreateInMemory(spec);
        image.Write<byte>(pixels);
        var back = new byte[pixels.Length];
        image.Read<byte>(back);
        return new EngineHealth(
            "GDAL", GdalLibrary.Version, GdalLibrary.Path, string.Empty,
            back.AsSpan().SequenceEqual(pixels) ? null : "an image in memory was not read back as it was written");
    }
}
