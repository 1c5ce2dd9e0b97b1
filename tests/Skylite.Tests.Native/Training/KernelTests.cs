using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training;
using Skylite.Training.Kernels;

namespace Skylite.Tests.Native.Training;

public sealed class KernelTests
{
    public static TheoryData<string> Cases => new(KernelCases.All.Select(c => c.Name));

    public static TheoryData<string> SmoothCases => new(KernelCases.All.Where(c => c.Smooth).Select(c => c.Name));

    [Fact]
    public void Every_kernel_has_a_case()
    {
        Assert.Empty(KernelCatalogue.All.Select(k => k.OpType).Except(KernelCases.All.Select(c => c.OpType)));
        Assert.Equal(KernelCatalogue.All.Count, KernelCatalogue.All.Select(k => k.OpType).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_kernel_computes_what_onnx_runtime_computes(string name)
    {
        var tested = Find(name);
        var graph = tested.Build();

        OrtOracle.AssertSame(graph, graph.Inputs.Select((v, i) => (v.Name, tested.Inputs[i])).ToDictionary(p => p.Name, p => p.Item2));
    }

    [Theory]
    [MemberData(nameof(SmoothCases))]
    public void A_gradient_is_the_slope(string name)
    {
        const float Step = 1e-2f;
        var tested = Find(name);
        var graph = tested.Build();
        using var outer = new TensorScope();
        using var interpreter = new Interpreter(graph);
        var feeds = tested.Inputs.Take(tested.Fed).Select(GraphTensors.ToTorch).ToArray();
        foreach (var feed in feeds.Where(f => f.Type == ScalarType.Float32))
        {
            feed.RequiresGrad = true;
        }

        Objective(interpreter, feeds, RunMode.Differentiate).Backward();

        var leaves = feeds.Where(f => f.RequiresGrad).Concat(interpreter.Parameters.Select(p => p.Tensor)).ToArray();
        var random = new Random(1);
        foreach (var leaf in leaves)
        {
            var gradient = leaf.Grad!.ToArray<float>();
            var values = leaf.ToArray<float>();
            for (var i = 0; i < Math.Min(8, values.Length); i++)
            {
                var at = random.Next(values.Length);
                var slope = (At(values[at] + Step) - At(values[at] - Step)) / (2 * Step);
                Assert.True(Math.Abs(slope - gradient[at]) <= 2e-2 * Math.Max(1, Math.Abs(slope)), $"{name}: slope {slope}, gradient {gradient[at]} at {at}");

                double At(float value)
                {
                    var moved = (float[])values.Clone();
                    moved[at] = value;
                    leaf.CopyFrom<float>(moved);
                    using var scope = new TensorScope();
                    var result = Objective(interpreter, feeds, RunMode.Evaluate).Item();
                    leaf.CopyFrom<float>(values);
                    return result;
                }
            }
        }
    }

    // Behind a convolution that computes in 16 bits, any operator may meet 16-bit activations beside 32-bit weights.
    [Theory]
    [MemberData(nameof(SmoothCases))]
    public void Sixteen_bit_activations_are_taken_and_give_gradients(string name)
    {
        var tested = Find(name);
        var graph = tested.Build();
        using var outer = new TensorScope();
        using var interpreter = new Interpreter(graph, new InterpreterOptions { BFloat16 = true });
        var exact = tested.Inputs.Take(tested.Fed).Select(GraphTensors.ToTorch).ToArray();
        var rough = exact.Select(f => f.Type == ScalarType.Float32 ? Aten.To(f, ScalarType.BFloat16) : f).ToArray();
        foreach (var feed in rough.Where(f => f.Type == ScalarType.BFloat16))
        {
            feed.RequiresGrad = true;
        }

        var objective = Objective(interpreter, rough, RunMode.Differentiate);
        objective.Backward();

        Assert.All(rough.Where(f => f.RequiresGrad), f => Assert.True(float.IsFinite((float)Aten.Norm(f.Grad!).Item())));
        var expected = Objective(interpreter, exact, RunMode.Evaluate).Item();
        Assert.InRange(objective.Item(), expected - (0.05 * Math.Abs(expected)) - 0.1, expected + (0.05 * Math.Abs(expected)) + 0.1);
    }

    [Fact]
    public void An_unknown_operator_is_refused_by_name()
    {
        var graph = new Graph("strange");
        var output = graph.Apply("Frobnicate", "the-node", graph.AddInput("x", ElementType.Float, Shape.Of(1)));
        graph.AddOutput(output);
        using var interpreter = new Interpreter(graph);

        var error = Assert.Throws<NotSupportedException>(() => interpreter.Plan(interpreter.OutputNames));
        Assert.Contains("the-node", error.Message, StringComparison.Ordinal);
        Assert.Contains("Frobnicate", error.Message, StringComparison.Ordinal);
    }

    private static KernelCase Find(string name) => KernelCases.All.First(c => c.Name == name);

    // The sum over all outputs of element × a fixed weight, so that no gradient cancels by symmetry.
    private static TorchTensor Objective(Interpreter interpreter, TorchTensor[] feeds, RunMode mode)
    {
        var sum = TorchTensor.Scalar(0, ScalarType.Float64);
        foreach (var output in interpreter.Run(feeds, interpreter.OutputNames, mode))
        {
            var weights = TorchTensor.From<float>([.. Enumerable.Range(0, (int)output.Count).Select(i => (float)Math.Sin(i + 1))], output.Shape);
            sum = Aten.Add(sum, Aten.Sum(Aten.To(Aten.Mul(output, weights), ScalarType.Float64)));
        }

        return sum;
    }
}
