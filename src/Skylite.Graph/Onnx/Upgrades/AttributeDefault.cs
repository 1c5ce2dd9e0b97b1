namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>An attribute whose default changed: what was left out is now said.</summary>
/// <param name="opType">The operator.</param>
/// <param name="since">The operator set with the new default.</param>
/// <param name="attribute">The attribute.</param>
/// <param name="value">The old default.</param>
internal sealed class AttributeDefault(string opType, int since, string attribute, string value) : IUpgrade
{
    public string OpType => opType;

    public void Apply(UpgradeContext context)
    {
        if (context.Opset < since && !context.Node.Attributes.Contains(attribute))
        {
            context.Node.Attributes.Set(attribute, value);
        }
    }
}
