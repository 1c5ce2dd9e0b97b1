using Skylite.Graphs;

namespace Skylite.Zoo.Blocks;

/// <summary>The last layer of networks that end at half of the image's size: classes of 2 × 2 pixels as channels, unfolded to the image.</summary>
/// <remarks>
/// The pixels of a block begin with the same weights (Aitken et al., 2017, section 3.3): where they do not, a pattern of the block's size shows in the maps.
/// </remarks>
internal static class FoldedHead
{
    private const int Fold = 2;

    /// <summary>Logits of every class at every pixel of the image, interpolated where its sides are odd.</summary>
    internal static Value Add(NetworkBuilder net, string name, Value x, Value image)
    {
        var folded = net.Conv(name, x, new(net.Options.Classes * Fold * Fold, 1) { Bias = true, Copies = Fold * Fold });
        return net.UpsampleLike($"{name}.size", net.DepthToSpace($"{name}.unfold", folded, Fold), image);
    }
}
