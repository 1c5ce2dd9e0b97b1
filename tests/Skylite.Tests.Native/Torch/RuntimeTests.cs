using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

[Collection(TorchAlone.Name)]
public sealed class RuntimeTests
{
    [Fact]
    public void The_library_tells_what_it_is()
    {
        Assert.Matches(@"^\d+\.\d+", TorchRuntime.Version);
        Assert.Contains("PyTorch built with", TorchRuntime.Configuration, StringComparison.Ordinal);
        Assert.EndsWith("libskylite_torch.so", TorchRuntime.Load().Path, StringComparison.Ordinal);
        Assert.Contains("libtorch_cpu", TorchRuntime.LibraryPath, StringComparison.Ordinal);
        Assert.True(TorchRuntime.CudaDevices >= 0);
        Assert.Equal(TorchRuntime.CudaDevices > 0, TorchRuntime.HasCuda);
    }

    [Fact]
    public void The_number_of_threads_holds_for_every_thread()
    {
        var before = TorchRuntime.Threads;
        try
        {
            TorchRuntime.Threads = 3;
            var seen = 0;
            var thread = new Thread(() => seen = TorchRuntime.Threads);
            thread.Start();
            thread.Join();
            Assert.Equal(3, seen);
            Assert.Equal(3, TorchRuntime.Threads);
            Assert.Throws<TorchException>(() => TorchRuntime.Threads = 0);
        }
        finally
        {
            TorchRuntime.Threads = before;
        }
    }

    [Fact]
    public void A_seed_repeats_and_a_state_resumes()
    {
        using var scope = new TensorScope();
        TorchRuntime.Seed(7);
        var first = Flips(100);
        var state = TorchRuntime.RandomState;
        var next = Flips(50);
        Assert.NotEqual(first, Flips(100));
        TorchRuntime.RandomState = state;
        Assert.Equal(next, Flips(50));
        TorchRuntime.Seed(7);
        Assert.Equal(first, Flips(100));
        Assert.Throws<TorchException>(() => TorchRuntime.RandomState = [1, 2, 3]);

        static float[] Flips(int count) => Aten.Bernoulli(TorchTensor.Full(0.5, ScalarType.Float32, TorchDevice.Cpu, count)).ToArray<float>();
    }

    [Fact]
    public void Random_numbers_follow_their_law()
    {
        using var scope = new TensorScope();
        TorchRuntime.Seed(1);
        Assert.Equal(0.3, Aten.Mean(Aten.Bernoulli(TorchTensor.Full(0.3, ScalarType.Float32, TorchDevice.Cpu, 20_000))).Item(), 0.02);
        var x = TorchTensor.Ones(20_000);
        var dropped = Aten.Dropout(x, 0.25, training: true);
        Assert.Equal(0.75, Aten.Mean(Aten.To(Aten.Gt(dropped, 0), ScalarType.Float32)).Item(), 0.02);
        Assert.Equal(1, Aten.Mean(dropped).Item(), 0.03);
        Assert.Equal(20_000, Aten.Sum(Aten.Dropout(x, 0.25, training: false)).Item());
    }

    [Fact]
    public void Switches_can_be_turned()
    {
        TorchRuntime.Set(TorchFlag.Deterministic, true);
        TorchRuntime.Set(TorchFlag.Deterministic, false);
        Assert.Throws<TorchException>(() => TorchRuntime.Set((TorchFlag)99, true));
    }
}
