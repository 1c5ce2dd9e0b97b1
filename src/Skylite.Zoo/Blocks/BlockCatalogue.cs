using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>The building blocks that a user can put into a network by name.</summary>
public static class BlockCatalogue
{
    /// <summary>Every block.</summary>
    public static IReadOnlyList<Block> All { get; } =
    [
        SqueezeExcite.Block,
        BlockAttention.Block,
        ResidualAttention.Block,
        DualAttention.Block,
        CrissCrossAttention.Block,
        NonLocal.Block,
        GlobalContext.Block,
        SimAm.Block,
        SpatialSpectralCooperation.Block,
        ExternalAttention.Block,
        AtrousPyramid.Block,
        MultiScaleDecoupledConvolution.Block,
        Ghost.Block,
        SeparableConvolution.Block,
        AsymmetricConvolution.Block,
        DilatedConvolution.Block,
        ChannelShuffle.Block,
        DeformableConvolution.Block,
    ];

    /// <summary>Finds a block.</summary>
    /// <exception cref="ArgumentException">There is no such block; the message names the nearest ones.</exception>
    public static Block Named(string id) =>
        All.FirstOrDefault(b => b.Id == id) ?? throw new ArgumentException(NearestNames.Describe("block", id, [.. All.Select(b => b.Id)]));
}
