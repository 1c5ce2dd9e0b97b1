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

        // torchvision's table at 520², less 2,365,205 parameters and 9.97 G of the auxiliary heads.
        { "fcn-resnet50", 32_957_013, 142.75e9 },
        { "deeplabv3-resnet50", 39_638_869, 168.75e9 },
        { "deeplabv3-resnet101", 58_630_997, 248.77e9 },

        // Counted in the authors' code for two classes at a pair of 256² images.
        { "snunet-c16", 3_012_178, 11.68e9 },
        { "snunet-c32", 12_034_978, 46.59e9 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Parameters_and_operations_equal_the_published_ones(string id, long parameters, double macs)
    {
        var cost = Cost(id);
        Assert.Equal(parameters, cost.Parameters);
        Assert.InRange(cost.Macs / macs, 0.995, 1.005);
    }

    // Two classes. U-shaped networks: the counts of their usual implementations for one class, and one more filter of the last layer.
    // Daudt et al.: 1.353, 1.352 and 1.548 million with the 2,432 running statistics, which are no parameters.
    public static TheoryData<string, long> PublishedParameters => new()
    {
        { "unet", 31_037_633 + 65 },
        { "unet-plus-plus", 9_163_329 + 33 },
        { "attention-unet", 34_878_573 + 65 },
        { "fc-ef", 1_353_010 - 2_432 },
        { "fc-siam-diff", 1_352_578 - 2_432 },
        { "fc-siam-conc", 1_548_418 - 2_432 },

        // Counted in the authors' code. TinyCD's paper says 285,803: the 675 of its last perceptron twice. USSFC-Net's code counts 43,200 weights
        // that are to stay 0; a second class takes 9 and 33.
        { "bit", 3_037_026 },
        { "tinycd", 285_803 - 675 + 9 },
        { "ussfc-net", 1_518_977 - 43_200 + 33 },
    };

    [Theory]
    [MemberData(nameof(PublishedParameters))]
    public void Parameters_equal_the_published_ones(string id, long parameters) =>
        Assert.Equal(parameters, Cost(id).Parameters);

    [Theory]
    [InlineData("light-unet", 1_000_000)]
    [InlineData("light-siamese", 300_000)]
    [InlineData("mobile-siamese", 300_000)]
    [InlineData("deeplabv3-mobilenet-v2", 6_000_000)]
    public void Skylite_s_own_networks_stay_small(string id, long most) => Assert.InRange(Cost(id).Parameters, most / 3, most);

    [Fact]
    public void Every_model_has_figures() => Assert.Equal(
        Models.All.Select(m => m.Id).Order(),
        Published.Select(row => (string)row[0])
            .Concat(PublishedParameters.Select(row => (string)row[0]))
            .Concat(["light-unet", "light-siamese", "mobile-siamese", "deeplabv3-mobilenet-v2", "non-local-unet"])
            .Order());

    private static CostReport Cost(string id)
    {
        var model = Models.Find(id);
        return CostReport.Of(model.Build(model.Defaults with { RandomWeights = false }));
    }
}
