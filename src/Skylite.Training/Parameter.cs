using Skylite.Native.Torch;

namespace Skylite.Training;

/// <summary>An initializer of a graph as the tensor that an <see cref="Interpreter"/> computes with.</summary>
/// <param name="Name">The initializer's name.</param>
/// <param name="Tensor">Its tensor; the interpreter owns it.</param>
/// <param name="Role">What it is to the operators that consume it.</param>
/// <param name="Trainable">Whether it is learnt: it has a learnable role and no frozen name.</param>
public sealed record Parameter(string Name, TorchTensor Tensor, ParameterRole Role, bool Trainable)
{
    /// <summary>Overwrites the elements with those of another tensor of the same shape; not recorded for gradients.</summary>
    public void Assign(TorchTensor values)
    {
        using var noGradients = TorchRuntime.NoGrad();
        Aten.CopyInPlace(Tensor, values);
    }
}
