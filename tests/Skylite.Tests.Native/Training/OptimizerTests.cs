using Skylite.Native.Torch;
using Skylite.Training;
using Skylite.Training.Losses;
using Skylite.Training.Optimizers;

namespace Skylite.Tests.Native.Training;

public sealed class OptimizerTests
{
    // Numbers of PyTorch 1.13 after three steps from (1, −2) with gradients (0.5, −1), (0.25, 0.5), (−1, 2), rate 0.1, weight decay 0.01.
    [Theory]
    [InlineData("sgd", 0.9116098f, -2.0131195f)]
    [InlineData("sgd-nesterov", 0.9428697f, -2.1563785f)]
    [InlineData("adam", 0.8258478f, -1.9156597f)]
    [InlineData("adamw", 0.8247139f, -1.9133321f)]
    public void Steps_are_those_of_pytorch(string id, float first, float second)
    {
        using var scope = new TensorScope();
        var tensor = TorchTensor.From<float>([1, -2], 2);
        tensor.RequiresGrad = true;
        var parameter = new Parameter("w", tensor, ParameterRole.Weight, true);
        using var run = new OptimizerRun(OptimizerCatalogue.All.Single(o => o.Id == id), ParameterGroup.Of([parameter], 0.01, false, []));
        foreach (var gradient in new float[][] { [0.5f, -1], [0.25f, 0.5f], [-1, 2] })
        {
            tensor.Grad = TorchTensor.From<float>(gradient, 2);
            run.Step(0.1);
        }

        OrtOracle.AssertClose([first, second], tensor.ToArray<float>(), 1e-6, id);
    }

    // The step of elementwise operators is what tensors get that do not lie in memory like their gradients: both must move alike.
    [Theory]
    [InlineData("sgd")]
    [InlineData("sgd-nesterov")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void The_order_in_memory_does_not_matter(string id)
    {
        using var scope = new TensorScope();
        float[] weights = [.. Enumerable.Range(0, 120_000).Select(i => MathF.Sin(i))];
        Assert.Equal(Moved(id, weights, MemoryFormat.Contiguous, slices: false), Moved(id, weights, MemoryFormat.ChannelsLast, slices: false), Near);
        Assert.Equal(Moved(id, weights, MemoryFormat.Contiguous, slices: false), Moved(id, weights, MemoryFormat.Contiguous, slices: true), Near);
    }

    [Fact]
    public void Gradients_are_clipped_to_a_common_norm()
    {
        using var scope = new TensorScope();
        var a = Leaf("a", 3);
        var b = Leaf("b", 4);
        using var run = new OptimizerRun(new SgdOptimizer(), [new ParameterGroup([a, b], 1, 0)]);

        Assert.Equal(5, run.ClipGradients(1), 1e-5);
        Assert.Equal(0.6, a.Tensor.Grad!.Item(), 1e-5);
        Assert.Equal(0.8, b.Tensor.Grad!.Item(), 1e-5);
    }

    [Fact]
    public void Biases_and_norms_do_not_decay_and_patterns_have_their_own_rate()
    {
        using var interpreter = new Interpreter(TinyNetwork.Build());
        var groups = ParameterGroup.Of(interpreter.Parameters, 0.1, false, [new RateFactor("head.*", 10)]);

        var byName = groups.SelectMany(g => g.Parameters.Select(p => (p.Name, Group: g))).ToDictionary(p => p.Name, p => p.Group);
        Assert.Equal((1, 0.1), (byName["stem.weight"].RateFactor, byName["stem.weight"].WeightDecay));
        Assert.Equal((1, 0.0), (byName["stem.scale"].RateFactor, byName["stem.scale"].WeightDecay));
        Assert.Equal((10, 0.1), (byName["head.weight"].RateFactor, byName["head.weight"].WeightDecay));
        Assert.Equal((10, 0.0), (byName["head.bias"].RateFactor, byName["head.bias"].WeightDecay));
        Assert.DoesNotContain("stem.running_mean", byName.Keys);
    }

    [Fact]
    public void An_average_follows_the_weights_and_can_be_exchanged()
    {
        using var interpreter = new Interpreter(TinyNetwork.Build());
        using var average = new WeightAverage(interpreter, 0.5);
        var bias = interpreter.Parameters.Single(p => p.Name == "head.bias").Tensor;
        using (TorchRuntime.NoGrad())
        {
            Aten.FillInPlace(bias, 1);
        }

        average.Step();
        average.Exchange();

        // The first step keeps at most (1 + 1) / (10 + 1) of the average, which was 0.
        Assert.Equal(1 - (2.0 / 11), bias.ToArray<float>()[0], 1e-6);
        average.Exchange();
        Assert.Equal(1, bias.ToArray<float>()[0]);
    }

    [Fact]
    public void An_average_follows_running_statistics_and_leaves_constants_alone()
    {
        using var interpreter = new Interpreter(TinyNetwork.Build(dropout: 0.3f));
        using var average = new WeightAverage(interpreter, 0.99);
        interpreter.Initializers.Single(p => p.Name == "stem.running_mean").Assign(TorchTensor.From<float>([.. Enumerable.Repeat(1f, 8)], 8));

        for (var step = 0; step < 500; step++)
        {
            average.Step();
        }

        average.Exchange();
        var averaged = interpreter.WriteBack();
        Assert.All(averaged.Values["stem.running_mean"].Constant!.ToArray<float>(), m => Assert.InRange(m, 0.9f, 1f));
        Assert.Equal(0.3f, averaged.Values["ratio"].Constant!.ToArray<float>()[0]);
    }

    [Fact]
    public void Mixup_mixes_pixels_and_targets_by_the_same_share()
    {
        using var scope = new TensorScope();
        var input = TorchTensor.From<float>([0, 1, 2, 3], 4, 1, 1, 1);
        var labels = TorchTensor.From<long>([0, 1, 2, 3], 4);

        var (mixed, targets) = Mixup.Apply([input], labels, 0.4, new Random(3));

        var partners = targets.MixedLabels!.ToArray<long>();
        Assert.InRange(targets.Share, 0, 1);
        OrtOracle.AssertClose(
            [.. partners.Select((p, i) => (float)((targets.Share * i) + ((1 - targets.Share) * p)))], mixed[0].ToArray<float>(), 1e-6, "mixed");
    }

    [Fact]
    public void The_share_of_mixup_is_beta_distributed()
    {
        var random = new Random(1);
        var shares = Enumerable.Range(0, 20000).Select(_ => Mixup.Beta(0.4, random)).ToArray();

        // Beta(a, a) has mean 1/2 and variance 1 / (4 (2a + 1)).
        Assert.Equal(0.5, shares.Average(), 0.01);
        Assert.Equal(1 / (4 * 1.8), shares.Average(s => Math.Pow(s - 0.5, 2)), 0.005);
    }

    [Fact]
    public void Cross_entropy_is_that_of_pytorch()
    {
        using var scope = new TensorScope();
        var logits = TorchTensor.From<float>([1, 2, 3, 0, 0, 5], 2, 3);
        var targets = new LossTargets(TorchTensor.From<long>([2, 0], 2));
        var mixed = targets with { MixedLabels = TorchTensor.From<long>([0, 1], 2), Share = 0.25 };
        double Loss(CrossEntropyLoss loss, LossTargets t) => loss.Compute(logits, t).Item();

        Assert.Equal(2.710495948791504, Loss(new CrossEntropyLoss(), targets), 1e-5);
        Assert.Equal(1.5825287103652954, Loss(new CrossEntropyLoss { LabelSmoothing = 0.1, ClassWeights = [1, 2, 3] }, targets), 1e-5);
        Assert.Equal(3.460495948791504, Loss(new CrossEntropyLoss(), mixed), 1e-5);
    }

    private static Parameter Leaf(string name, float gradient)
    {
        var tensor = TorchTensor.From<float>([0], 1);
        tensor.RequiresGrad = true;
        tensor.Grad = TorchTensor.From<float>([gradient], 1);
        return new Parameter(name, tensor, ParameterRole.Weight, true);
    }

    private static bool Near(float a, float b) => Math.Abs(a - b) < 1e-5;

    private static float[] Moved(string id, float[] weights, MemoryFormat order, bool slices)
    {
        // Every second column of a wider tensor is not dense.
        using var wide = TorchTensor.From<float>([.. weights.SelectMany(w => new[] { w, 0 })], 10, 20, 30, 40);
        var tensor = slices
            ? Aten.Slice(wide, 3, 0, 40, 2)
            : Aten.Contiguous(TorchTensor.From<float>(weights, 10, 20, 30, 20), order);
        tensor.RequiresGrad = true;
        using var run = new OptimizerRun(
            OptimizerCatalogue.All.Single(o => o.Id == id), ParameterGroup.Of([new Parameter("w", tensor, ParameterRole.Weight, true)], 0.1, false, []));
        for (var step = 1; step <= 3; step++)
        {
            tensor.Grad = TorchTensor.From<float>([.. weights.Select(w => w * w / step)], 10, 20, 30, 20);
            run.Step(0.1);
        }

        return tensor.ToArray<float>();
    }
}
