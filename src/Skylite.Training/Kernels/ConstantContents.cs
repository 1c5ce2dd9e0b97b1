using Skylite.Graphs;

namespace Skylite.Training.Kernels;

/// <summary>Contents of ONNX's Constant nodes.</summary>
internal static class ConstantContents
{
    public static Tensor? Of(Node node)
    {
        foreach (var (_, attribute) in node.Attributes)
        {
            switch (attribute)
            {
                case GraphAttribute.Constant constant:
                    return constant.Value;
                case GraphAttribute.Float number:
                    return Tensor.Scalar(number.Value);
                case GraphAttribute.Int number:
                    return Tensor.Scalar(number.Value);
                case GraphAttribute.Floats numbers:
                    return Tensor.Vector<float>(numbers.Values.ToArray());
                case GraphAttribute.Ints numbers:
                    return Tensor.Vector<long>(numbers.Values.ToArray());
                default:
                    continue;
            }
        }

        return null;
    }
}
