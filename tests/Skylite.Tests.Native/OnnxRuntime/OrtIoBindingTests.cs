using Skylite.Native.OnnxRuntime;
using Skylite.Tests.Native.Torch;

namespace Skylite.Tests.Native.OnnxRuntime;

[Collection(TorchAlone.Name)]
public sealed class OrtIoBindingTests
{
    private readonly float[] _data = SmallModels.Noise(new Random(3), 2, 3, 8, 8).ToArray<float>();

    [Fact]
    public void Bound_preallocated_and_plain_runs_give_the_same_numbers()
    {
        using var session = new InferenceSession(SmallModels.Convolutional().Bytes());
        using var input = OrtValue.CreateTensorValueFromMemory(_data, [2, 3, 8, 8]);
        using var plain = session.Run(new Dictionary<string, OrtValue> { ["x"] = input });
        var expected = plain[0].GetTensorDataAsSpan<float>().ToArray();

        var own = new float[8];
        using var output = OrtValue.CreateTensorValueFromMemory(own, [2, 4]);
        session.Run(["x"], [input], ["y"], [output]);
        Assert.Equal(expected, own);

        Array.Clear(own);
        using var binding = session.CreateIoBinding();
        binding.BindInput("x", input);
        binding.BindOutput("y", output);
        session.Run(binding);
        Assert.Equal(expected, own);
    }

    [Fact]
    public void Bound_runs_read_the_input_anew()
    {
        using var session = new InferenceSession(SmallModels.Dense().Bytes());
        var data = new float[] { 1, 2, 3 };
        var result = new float[2];
        using var input = OrtValue.CreateTensorValueFromMemory(data, [1, 3]);
        using var output = OrtValue.CreateTensorValueFromMemory(result, [1, 2]);
        using var binding = session.CreateIoBinding();
        binding.BindInput("x", input);
        binding.BindOutput("y", output);

        session.Run(binding);
        Assert.Equal([4, 4], result);
        data[0] = 10;
        session.Run(binding);
        Assert.Equal([13, 4], result);
    }

    [Fact]
    public void Bound_runs_allocate_nothing_on_the_managed_side()
    {
        using var session = new InferenceSession(SmallModels.Dense().Bytes());
        using var input = OrtValue.CreateTensorValueFromMemory(new float[3], [1, 3]);
        using var output = OrtValue.CreateTensorValueFromMemory(new float[2], [1, 2]);
        using var binding = session.CreateIoBinding();
        binding.BindInput("x", input);
        binding.BindOutput("y", output);
        session.Run(binding);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            session.Run(binding);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        using var session = new InferenceSession(SmallModels.Dense().Bytes());
        using var value = OrtValue.CreateTensorValueFromMemory(new float[3], [1, 3]);
        using var wrong = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        using var binding = session.CreateIoBinding();

        Assert.Throws<OrtException>(() => binding.BindInput("z", value));
        Assert.Throws<OrtException>(() => binding.BindOutput("z", value));
        binding.BindInput("x", wrong);
        binding.BindOutputToCpu("y");
        Assert.Contains("x Float[1,4]", Assert.Throws<OrtException>(() => session.Run(binding)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => session.Run(["x"], [value], ["y"], []));
        Assert.Throws<ArgumentException>(() => session.Run(["x"], [], ["y"], [value]));
        Assert.Throws<OrtException>(() => session.Run(["x"], [value], ["y"], [wrong]));
    }

    [Fact]
    public void A_thousand_runs_and_a_hundred_sessions_leave_no_memory_behind()
    {
        var model = SmallModels.Convolutional().Bytes();
        Work(model, 20);
        var before = ResidentBytes();

        Work(model, 100);

        Assert.InRange(ResidentBytes() - before, long.MinValue, 24L << 20);
    }

    // Each session makes 10 runs on 192 KiB of input, so that a lost tensor a run would show as 187 MiB.
    private static void Work(byte[] model, int sessions)
    {
        for (var i = 0; i < sessions; i++)
        {
            using var session = new InferenceSession(model, new SessionOptions { IntraOpNumThreads = 1 });
            for (var run = 0; run < 10; run++)
            {
                using var input = OrtValue.CreateAllocatedTensorValue(TensorElementType.Float, [256, 3, 8, 8]);
                input.GetTensorMutableDataAsSpan<float>().Clear();
                using var outputs = session.Run(new Dictionary<string, OrtValue> { ["x"] = input });
            }
        }
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }
}
