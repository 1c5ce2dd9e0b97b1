using Skylite.Graphs;
using Skylite.Graphs.Channels;

namespace Skylite.Compression.Pruning.Criteria;

/// <summary>Scores the channel groups of a family: the higher, the more the network needs the group. A pure function of numbers.</summary>
public interface ICriterion : IListed
{
    /// <summary>
    /// Whether scores of different families can be compared as they are; otherwise a global allocation divides them by the family's mean first.
    /// </summary>
    bool IsComparable { get; }

    /// <summary>One finite score for each group of the family, in their order.</summary>
    /// <exception cref="InvalidDataException">The evidence lacks what the criterion needs; the message says what.</exception>
    double[] Score(ChannelFamily family, Evidence evidence);
}
