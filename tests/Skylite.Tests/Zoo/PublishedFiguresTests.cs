using Skylite.Graphs.Cost;
using Skylite.Zoo;

namespace Skylite.Tests.Zoo;

public sealed class PublishedFiguresTests
{
    // Parameters of torchvision's own table; multiply-adds of convolutions and linear layers at the published image size.
    public static TheoryData<string, long, double> Published => new()
    {
        { "lenet", 61_706, 0.41652e6 },
        { "alexnet", 61_100_840, 714.2e6 },
        { "vgg11", 132_863_336, 7.609e9 },
        { "vgg11-bn", 132_868_840, 7.609e9 },
        { "vgg16", 138_357_544, 15.47e9 },
        { "vgg16-bn", 138_365_992, 15.47e9 },
        { "squeezenet1-0", 1_248_424, 818.9e6 },
        { "squeezenet1-1", 1_235_496, 349.2e6 },
        { "resnet18", 11_689_512, 1.814e9 },
        { "resnet34", 21_797_672, 3.664e9 },
        { "resnet50", 25_557_032, 4.089e9 },
        { "resnet101", 44_549_160, 7.801e9 },
        { "mobilenet-v2", 3_504_872, 300.8e6 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Parameters_and_operations_equal_the_published_ones(string id, long parameters, double macs)
    {
        var model = Models.Find(id);
        var graph = model.Build(model.Defaults with { RandomWeights = false });

        var cost = CostReport.Of(graph);
        Assert.Equal(parameters, cost.Parameters);
        Assert.InRange(cost.Macs / macs, 0.995, 1.005);
    }

    [Fact]
    public void Every_model_has_its_published_figures() =>
        Assert.Equal(Models.All.Select(m => m.Id).Order(), Published.Select(row => (string)row[0]).Order());
}
