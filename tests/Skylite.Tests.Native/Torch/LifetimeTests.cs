using System.Runtime.CompilerServices;
using Skylite.Native.Torch;

namespace Skylite.Tests.Native.Torch;

[Collection(TorchAlone.Name)]
public sealed class LifetimeTests
{
    [Fact]
    public void A_scope_frees_what_was_not_kept()
    {
        var before = TorchAlone.LiveTensors();
        TorchTensor kept, owned;
        using (new TensorScope())
        {
            using (var inner = new TensorScope())
            {
                var x = TorchTensor.Ones(4);
                for (var i = 0; i < 200; i++)
                {
                    x = Aten.Add(x, 1);
                }

                kept = inner.Keep(x);
                owned = Aten.Neg(x).Own();
                Assert.Equal(before + 202, TorchRuntime.LiveTensors);
            }

            Assert.Equal(201, kept.ToArray<float>()[0]);
            Assert.Equal(before + 2, TorchRuntime.LiveTensors);
        }

        Assert.True(kept.IsDisposed);
        Assert.Equal(-201, owned.ToArray<float>()[0]);
        owned.Dispose();
        owned.Dispose();
        Assert.Equal(before, TorchRuntime.LiveTensors);
    }

    [Fact]
    public void Forgotten_tensors_go_with_the_collector()
    {
        var before = TorchAlone.LiveTensors();
        Forget();
        Assert.Equal(before, TorchAlone.LiveTensors());

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Forget()
        {
            for (var i = 0; i < 100; i++)
            {
                _ = Aten.Add(TorchTensor.Ones(10), 1);
            }
        }
    }

    [Fact]
    public void Custom_functions_leave_nothing_behind()
    {
        var before = TorchAlone.LiveTensors();
        using (new TensorScope())
        {
            var twice = new CustomFunction("twice", i => Aten.Mul(i[0], 2), (g, _) => [Aten.Mul(g, 2)]);
            var broken = new CustomFunction("broken", i => Aten.Mul(i[0], 2), (_, _) => throw new InvalidOperationException("no"));
            var x = TorchTensor.Ones(3);
            x.RequiresGrad = true;
            Aten.Sum(twice.Apply(x)).Backward();
            _ = twice.Apply(x);
            Assert.Throws<TorchException>(Aten.Sum(broken.Apply(x)).Backward);
        }

        Assert.Equal(before, TorchAlone.LiveTensors());
    }

    [Fact]
    public void Alias_shares_the_tensor_and_lives_on_its_own()
    {
        using var outer = new TensorScope();
        var x = TorchTensor.Ones(2);
        var y = x.Alias();
        Aten.FillInPlace(y, 5);
        Assert.Equal(5, x.ToArray<float>()[1]);
        x.Dispose();
        Assert.Equal(5, y.ToArray<float>()[0]);
    }

    [Fact]
    public void Scopes_end_in_order()
    {
        var outer = new TensorScope();
        var inner = new TensorScope();
        Assert.Throws<InvalidOperationException>(outer.Dispose);
        inner.Dispose();
        outer.Dispose();
        Assert.Null(TensorScope.Current);
    }

    [Fact]
    public void Two_hundred_training_steps_keep_memory_flat()
    {
        var before = TorchAlone.LiveTensors();
        using (new TensorScope())
        {
            TorchTensor[] weights = [Weight(16, 3, 3, 3), Weight(32, 16, 3, 3), Weight(10, 32)];
            var data = AtenSample.Wave(0.7, 0.1, 16, 3, 32, 32);
            var labels = TorchTensor.From<long>([.. Enumerable.Range(0, 16).Select(i => i % 10L)], 16);
            var first = Step(weights, data, labels);
            for (var i = 0; i < 20; i++)
            {
                Step(weights, data, labels);
            }

            TorchRuntime.Trim();
            var start = Resident();
            var live = TorchRuntime.LiveTensors;
            var loss = 0.0;
            for (var i = 0; i < 200; i++)
            {
                loss = Step(weights, data, labels);
            }

            TorchRuntime.Trim();
            Assert.Equal(live, TorchRuntime.LiveTensors);
            Assert.True(Resident() - start < 40_000_000, $"{start} grew to {Resident()} bytes");
            Assert.True(loss < first - 0.02, $"the loss was {first} and is {loss}");
        }

        Assert.Equal(before, TorchAlone.LiveTensors());

        static TorchTensor Weight(params ReadOnlySpan<long> shape)
        {
            var weight = Aten.Mul(AtenSample.Wave(2.31, 0.2, shape), 0.1);
            weight.RequiresGrad = true;
            return weight;
        }
    }

    private static double Step(TorchTensor[] weights, TorchTensor data, TorchTensor labels)
    {
        using var scope = new TensorScope();
        var options = new ConvolutionOptions { Padding = [1] };
        var x = Aten.MaxPool2d(Aten.Relu(Aten.Convolution(data, weights[0], null, options)), new PoolingOptions { Kernel = [2] });
        x = Aten.Mean(Aten.Relu(Aten.Convolution(x, weights[1], null, options)), [2, 3]);
        var loss = Aten.CrossEntropyLoss(Aten.Linear(x, weights[2]), labels);
        loss.Backward();
        using var region = TorchRuntime.NoGrad();
        var gradients = weights.Select(w => w.Grad!).ToArray();
        Aten.ForeachAddInPlace(weights, gradients, -0.5);
        Aten.ForeachMulInPlace(gradients, 0);
        return loss.Item();
    }

    private static long Resident()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
