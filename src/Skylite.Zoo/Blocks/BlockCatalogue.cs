using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>The building blocks that a user can put into a network by name.</summary>
public static class BlockCatalogue
{
    /// <summary>Every block.</summary>
    public static IReadOnlyList<Block> All { get; } =
    [
        SqueezeExcite.Block,
        ConvolutionalBlockAttention.Block,
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
        ShuffleUnit.Block,
        DeformableConvolution.Block,
    ];

    /// <summary>Finds a block.</summary>
    /// <exception cref="ArgumentException">There is no such block; the message names the nearest ones.</exception>
    public static Block Named(string id) => NearestNames.Find("block", id, All, b => b.Id);
}
