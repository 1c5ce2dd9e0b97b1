using Skylite.Native.Torch;
using Skylite.Training;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Zoo;

public sealed class ZooInBFloat16Tests
{
    public static TheoryData<string> Ids => [.. Models.All.Select(m => m.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_network_has_gradients_in_16_bits_like_those_in_32(string id)
    {
        var options = new ModelOptions { Classes = 3, InputChannels = 3, Height = 64, Width = 64, WidthMultiplier = 0.25 };
        var (exact, exactSlope) = Step(id, options, isShort: false);
        var (rough, roughSlope) = Step(id, options, isShort: true);

        Assert.InRange(rough, 0.9 * exact, 1.1 * exact);
        Assert.InRange(roughSlope, 0.5 * exactSlope, 2 * exactSlope);
    }

    // The outputs' norm, and how far its gradient reaches: the norm at the first weights, those next to the input.
    private static (double Loss, double Slope) Step(string id, ModelOptions options, bool isShort)
    {
        var graph = Models.Build(id, options);
        using var network = new Interpreter(graph, new InterpreterOptions { BFloat16 = isShort, ChannelsLast = isShort });
        using var scope = new TensorScope();
        var random = new Random(3);
        float[] image = [.. Enumerable.Range(0, 4 * 3 * 64 * 64).Select(_ => (float)(random.NextDouble() - 0.5))];
        var feeds = graph.Inputs.Select(_ => TorchTensor.From<float>(image, [4, 3, 64, 64])).ToArray();
        var logits = network.Run(feeds, [graph.Outputs[0].Name], RunMode.Differentiate)[0];
        var loss = Aten.Norm(logits);
        loss.Backward();
        var first = network.Parameters.First(p => p is { Trainable: true, Role: ParameterRole.Weight });
        var gradient = first.Tensor.Grad!;
        return (loss.Item(), Aten.Norm(gradient).Item());
    }
}
