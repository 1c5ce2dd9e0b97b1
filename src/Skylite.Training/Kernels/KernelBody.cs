namespace Skylite.Training.Kernels;

/// <summary>Computes one node: reads the frame's inputs and sets its outputs.</summary>
public delegate void KernelBody(KernelFrame frame);
