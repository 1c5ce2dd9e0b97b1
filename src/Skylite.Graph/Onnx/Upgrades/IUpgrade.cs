namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>Turns one operator's older or newer form into its form in operator set 17.</summary>
internal interface IUpgrade
{
    /// <summary>The operator.</summary>
    string OpType { get; }

    /// <summary>Rewrites one node of a graph that follows another operator set.</summary>
    /// <exception cref="InvalidDataException">Operator set 17 cannot express what the node does.</exception>
    void Apply(UpgradeContext context);
}
